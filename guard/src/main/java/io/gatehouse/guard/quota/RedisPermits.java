package io.gatehouse.guard.quota;

import io.gatehouse.guard.quota.PermitStore.Grant;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;

/**
 * Permits in Redis: for each account its GCRA state, moved on by a script that is atomic and goes
 * by Redis's own clock, so that replicas' clocks do not count. Needs Redis 6.2.
 */
final class RedisPermits implements PermitStore {

  /**
   * The state is a time in microseconds, so numbers stay far below 2^53. A state beyond an empty
   * bucket, and what replicas can owe, is cut to that: the limit was tighter when it was written.
   */
  private static final String TAKE =
      """
      local clock = redis.call('TIME')
      local now = clock[1] * 1000000 + clock[2]
      local interval, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
      local owed, wanted, most = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
      local empty = now + interval * burst
      local stored = tonumber(redis.call('GET', KEYS[1]) or now)
      local arrival = math.min(math.max(stored, now), empty + most * interval) + owed * interval
      local free = math.max(0, math.floor((empty - arrival) / interval + 0.000001))
      local given = math.min(wanted, free)
      arrival = arrival + given * interval
      if owed + given > 0 or stored > arrival then
        redis.call('SET', KEYS[1], string.format('%.3f', arrival),
          'PX', math.ceil((arrival - now) / 1000) + 1000)
      end
      return {given, math.ceil(arrival - now)}
      """;

  private static final String PREFIX = "gatehouse:quota:";

  private final Redis redis;
  private final Duration patience;
  private final int replicas;

  /**
   * @param patience how long to wait for an answer: a Redis that is frozen gives none
   * @param replicas how many may owe at once
   */
  RedisPermits(Redis redis, Duration patience, int replicas) {
    this.redis = redis;
    this.patience = patience;
    this.replicas = replicas;
  }

  @Override
  public Uni<Grant> take(Quota quota, Ask ask) {
    RateLimit limit = quota.limit();
    double interval = limit.period().toNanos() / 1e3 / limit.requests();
    Request request =
        Request.cmd(Command.EVAL)
            .arg(TAKE)
            .arg(1)
            .arg(PREFIX + quota.account())
            .arg(Double.toString(interval))
            .arg(limit.burst())
            .arg(ask.owed())
            .arg(ask.wanted())
            .arg(Math.max(limit.burst(), replicas));
    return Uni.createFrom()
        .completionStage(() -> redis.send(request).toCompletionStage())
        .ifNoItem()
        .after(patience)
        .fail()
        .map(RedisPermits::grant);
  }

  private static Grant grant(Response answer) {
    return new Grant(answer.get(0).toLong(), answer.get(1).toLong());
  }
}
