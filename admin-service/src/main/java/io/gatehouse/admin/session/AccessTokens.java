package io.gatehouse.admin.session;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/**
 * The access token of a session, renewed when it has run out: once, however many requests ask on
 * however many replicas.
 *
 * <p>It must be once because refresh tokens rotate: a second use of the same one looks like theft
 * to the identity provider, and ends the login. So a lock in Redis lets one refresh and the others
 * wait for its result; and should the holder be so late that its lock ran out, the version of the
 * record keeps its write from replacing a newer one or waking an ended session.
 */
@ApplicationScoped
public class AccessTokens {

  private static final Duration LOCK = Duration.ofSeconds(15);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int TRIES = 300;

  private final Sessions sessions;
  private final SessionStore store;
  private final SessionPolicy policy;
  private final TokenSource source;

  AccessTokens(Sessions sessions, SessionStore store, SessionPolicy policy, TokenSource source) {
    this.sessions = sessions;
    this.store = store;
    this.policy = policy;
    this.source = source;
  }

  /**
   * An access token that can be sent on now.
   *
   * @return fails with {@code session_ended} if the login is over: then the session has been ended,
   *     too
   */
  public Uni<String> of(OpenSession open) {
    if (!policy.shouldRefresh(open.contents().tokens().accessExpiresAt())) {
      return Uni.createFrom().item(open.contents().tokens().access());
    }
    return attempt(open.id(), TRIES);
  }

  private Uni<String> attempt(SessionId id, int left) {
    String holder = UUID.randomUUID().toString();
    return store
        .lock(id.lookup(), holder, LOCK)
        .flatMap(mine ->
            mine
                ? underLock(id)
                    .eventually(
                        () -> store.unlock(id.lookup(), holder).onFailure().recoverWithNull())
                : afterOther(id, left));
  }

  /** Another is at it: look again shortly, and take its token when it is there. */
  private Uni<String> afterOther(SessionId id, int left) {
    return Uni.createFrom()
        .voidItem()
        .onItem()
        .delayIt()
        .by(PAUSE)
        .flatMap(ignored -> present(id))
        .flatMap(open -> {
          if (!policy.shouldRefresh(open.contents().tokens().accessExpiresAt())) {
            return Uni.createFrom().item(open.contents().tokens().access());
          }
          return left > 0 ? attempt(id, left - 1) : Uni.createFrom().failure(TokenSource.away());
        });
  }

  private Uni<String> underLock(SessionId id) {
    // The record is read again: the one before us may just have renewed it.
    return present(id)
        .flatMap(open ->
            policy.shouldRefresh(open.contents().tokens().accessExpiresAt())
                ? refresh(open)
                : Uni.createFrom().item(open.contents().tokens().access()));
  }

  private Uni<String> refresh(OpenSession open) {
    String refresh = open.contents().tokens().refresh();
    if (refresh == null) {
      return over(open);
    }
    return source
        .refresh(open.contents(), refresh)
        .onFailure(TokenSource.LoginOverException.class)
        .recoverWithUni(e -> this.<TokenSource.Refreshed>over(open))
        .flatMap(fresh -> sessions.renew(open, fresh.tokens(), fresh.roles(), fresh.scopes()))
        .flatMap(renewed ->
            renewed == null
                // Overtaken: either the session has ended, or a newer token is there.
                ? present(open.id()).map(newer -> newer.contents().tokens().access())
                : Uni.createFrom().item(renewed.contents().tokens().access()));
  }

  private <T> Uni<T> over(OpenSession open) {
    Log.infof("the login of %s is over at the identity provider", open.contents());
    return sessions.end(open.id()).flatMap(e -> Uni.createFrom().failure(SessionReader.ended()));
  }

  private Uni<OpenSession> present(SessionId id) {
    return sessions
        .open(id)
        .map(open -> {
          if (open == null) {
            throw SessionReader.ended();
          }
          return open;
        });
  }
}
