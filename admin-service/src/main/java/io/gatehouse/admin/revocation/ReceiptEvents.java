package io.gatehouse.admin.revocation;

import io.gatehouse.admin.authservice.Revocations;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestPath;

/**
 * A receipt while it fills in: the table anew each time, until it is complete or a minute passed.
 */
@Path("/revocations/{sequence: [0-9]{1,18}}/receipt")
@RolesAllowed({"admin", "support"})
class ReceiptEvents {

  private static final Duration PAUSE = Duration.ofMillis(400);
  private static final int LOOKS = 150;

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance receipt(ReceiptView receipt);
  }

  private final Revocations revocations;

  ReceiptEvents(@RestClient Revocations revocations) {
    this.revocations = revocations;
  }

  @GET
  @Path("/events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public Multi<OutboundSseEvent> watch(@RestPath long sequence, @Context Sse sse) {
    Multi<OutboundSseEvent> looks =
        Multi.createBy()
            .repeating()
            .uni(() -> revocations.watched(sequence).map(ReceiptView::of))
            .withDelay(PAUSE)
            .whilst(receipt -> !receipt.complete())
            .select()
            .first(LOOKS)
            .map(receipt -> event(sse, "receipt", Templates.receipt(receipt).render()));
    return Multi.createBy()
        .concatenating()
        .streams(looks, Multi.createFrom().item(() -> event(sse, "done", "")));
  }

  private static OutboundSseEvent event(Sse sse, String name, String html) {
    return sse.newEventBuilder()
        .name(name)
        .mediaType(MediaType.TEXT_PLAIN_TYPE)
        .data(String.class, html)
        .build();
  }
}
