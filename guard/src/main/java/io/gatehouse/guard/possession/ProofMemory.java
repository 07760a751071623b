package io.gatehouse.guard.possession;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which proofs came before (RFC 9449 §11.1): in this process at once, and over all replicas in
 * Redis. Kept as hashes, and for longer than any of them is taken.
 */
final class ProofMemory {

  private static final String PREFIX = "gatehouse:dpop:";

  /** What is known of a proof. */
  enum Answer {
    NEW,
    SEEN,
    /** New to this process; Redis did not say whether another one has seen it. */
    NEW_HERE
  }

  private final @Nullable Redis redis;
  private final Duration kept;
  private final Duration patience;
  private final Cache<String, Boolean> here;

  /**
   * @param redis null where a service has none
   * @param kept how long a proof could be shown again
   */
  ProofMemory(@Nullable Redis redis, Duration kept, Duration patience, int remembered) {
    this.redis = redis;
    this.kept = kept;
    this.patience = patience;
    this.here = Caffeine.newBuilder().maximumSize(remembered).expireAfterWrite(kept).build();
  }

  /** Remembers a proof, and says whether it was known. Of many at once, one is new. */
  Uni<Answer> remember(String thumbprint, String id) {
    String name = Proof.sha256(thumbprint + "." + id);
    if (here.asMap().putIfAbsent(name, Boolean.TRUE) != null) {
      return Uni.createFrom().item(Answer.SEEN);
    }
    if (redis == null) {
      return Uni.createFrom().item(Answer.NEW_HERE);
    }
    Request set =
        Request.cmd(Command.SET)
            .arg(PREFIX + name)
            .arg("1")
            .arg("NX")
            .arg("PX")
            .arg(kept.toMillis());
    Redis client = redis;
    return Uni.createFrom()
        .completionStage(() -> client.send(set).toCompletionStage())
        .map(answer -> answer == null ? Answer.SEEN : Answer.NEW)
        .ifNoItem()
        .after(patience)
        .recoverWithItem(Answer.NEW_HERE)
        .onFailure()
        .recoverWithItem(Answer.NEW_HERE);
  }
}
