package io.gatehouse.auth.revocation;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.revocation.Revocations;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.RequestScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Revocations for receivers that are no part of Gatehouse (RFC 8936): signed events, each until it
 * is acknowledged. A receiver is an OAuth client; all that it runs share what it acknowledged.
 */
@Path("/v1/revocations/poll")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Revocations")
public class PollResource {

  /** RFC 8936 §2.2. */
  public record Poll(
      @Nullable @Min(0) @Max(10_000) Integer maxEvents,
      @Nullable Boolean returnImmediately,
      @Nullable @Size(max = 10_000) List<@NotNull @Pattern(regexp = JTI) String> ack,
      @Nullable @Size(max = 1000)
          Map<@NotNull @Pattern(regexp = JTI) String, @NotNull @Valid SetError> setErrs) {}

  /** Why a receiver could not take an event (RFC 8935 §2.4). */
  public record SetError(
      @NotNull @Size(max = 100) @Pattern(regexp = "[a-z_]*") String err,
      @Nullable @Size(max = 1000) String description) {}

  /** RFC 8936 §2.3. */
  public record Events(Map<String, String> sets, boolean moreAvailable) {}

  static final String JTI = "[0-9]{1,18}\\.[0-9]{1,18}";

  private static final Logger LOG = Logger.getLogger(PollResource.class);
  private static final int PAGE = 100;
  private static final Duration WAITS = Duration.ofSeconds(20);
  private static final Duration LOOKS = Duration.ofMillis(250);

  private final ReceiverStore receivers;
  private final SecurityEvents events;
  private final Revocations revocations;
  private final Caller caller;
  private final InstantSource clock;

  PollResource(
      ReceiverStore receivers,
      SecurityEvents events,
      Revocations revocations,
      Caller caller,
      InstantSource clock) {
    this.receivers = receivers;
    this.events = events;
    this.revocations = revocations;
    this.caller = caller;
    this.clock = clock;
  }

  @POST
  @PermissionsAllowed({"revocations:read", "revocations:write"})
  @Blocking
  @Operation(
      summary = "Poll for revocations as signed events (RFC 8936)",
      description =
          "Without returnImmediately it waits for one, at most 20 s. An event comes again until"
              + " its jti is in ack. maxEvents 0 acknowledges and fetches nothing.")
  public Uni<Events> poll(@Valid @NotNull Poll poll) {
    String receiver = caller.clientId();
    receivers.acknowledge(receiver, done(receiver, poll));
    int most = poll.maxEvents() == null ? PAGE : Math.min(poll.maxEvents(), PAGE);
    if (most == 0) {
      return Uni.createFrom().item(new Events(Map.of(), !receivers.unread(receiver, 1).isEmpty()));
    }
    boolean waits = !Boolean.TRUE.equals(poll.returnImmediately());
    Instant until = waits ? clock.instant().plus(WAITS) : Instant.MIN;
    return look(caller, most, until);
  }

  private Uni<Events> look(Caller asker, int most, Instant until) {
    List<LedgerEntry> found = receivers.unread(asker.clientId(), most + 1);
    if (!found.isEmpty() || !clock.instant().isBefore(until)) {
      return Uni.createFrom().item(answer(asker.clientId(), found, most));
    }
    return Uni.createFrom()
        .voidItem()
        .onItem()
        .delayIt()
        .by(LOOKS)
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .flatMap(again -> {
          if (revocations.check(asker) == Revocations.Verdict.REVOKED) {
            throw ErrorCode.TOKEN_REVOKED.because("The token was revoked while it waited.");
          }
          return look(asker, most, until);
        });
  }

  private Events answer(String receiver, List<LedgerEntry> found, int most) {
    Map<String, String> sets = new LinkedHashMap<>();
    for (LedgerEntry entry : found.subList(0, Math.min(most, found.size()))) {
      sets.put(SecurityEvents.id(entry), events.revocationFor(entry, receiver));
    }
    return new Events(sets, found.size() > most);
  }

  /** What a receiver could not take does not come again either: it would be no better. */
  private static Set<Long> done(String receiver, Poll poll) {
    List<String> ids = new ArrayList<>();
    if (poll.ack() != null) {
      ids.addAll(poll.ack());
    }
    if (poll.setErrs() != null) {
      poll.setErrs()
          .forEach((id, problem) ->
              LOG.warnf("receiver %s could not take %s: %s", receiver, id, problem.err()));
      ids.addAll(poll.setErrs().keySet());
    }
    return ids.stream()
        .map(id -> Long.valueOf(id.substring(id.indexOf('.') + 1)))
        .collect(Collectors.toSet());
  }
}
