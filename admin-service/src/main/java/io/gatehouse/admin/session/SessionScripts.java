package io.gatehouse.admin.session;

/**
 * What {@link RedisSessionStore} has Redis do in one step: whatever changes more than one key, or
 * depends on what is there. Commands of Redis 6.2.
 */
final class SessionScripts {

  /** Before the name of every key of ours. */
  static final String PREFIX = "gatehouse:admin:";

  /**
   * KEYS: record, person, all, login, over-login, over-person. ARGV: now, ttl, version, subject,
   * sid, sealed, card, most, lookup, second of the login.
   */
  static final String CREATE =
      """
      local prefix = '%1$s'
      local function purge(index, upTo)
        for _, old in ipairs(redis.call('ZRANGE', index, 0, upTo)) do
          if redis.call('EXISTS', prefix .. 'session:' .. old) == 0 then
            redis.call('ZREM', index, old)
          end
        end
      end
      local lookup = ARGV[9]
      if ARGV[5] ~= '' and redis.call('EXISTS', KEYS[5]) == 1 then return 0 end
      local over = redis.call('GET', KEYS[6])
      if over and tonumber(ARGV[10]) <= tonumber(over) then return 0 end
      redis.call('HSET', KEYS[1], 'version', ARGV[3], 'subject', ARGV[4], 'sid', ARGV[5],
        'sealed', ARGV[6], 'card', ARGV[7])
      redis.call('PEXPIRE', KEYS[1], ARGV[2])
      purge(KEYS[2], -1)
      purge(KEYS[3], 19)
      redis.call('ZADD', KEYS[2], ARGV[1], lookup)
      redis.call('ZADD', KEYS[3], ARGV[1], lookup)
      if ARGV[5] ~= '' then
        purge(KEYS[4], -1)
        redis.call('ZADD', KEYS[4], ARGV[1], lookup)
        if redis.call('PTTL', KEYS[4]) < tonumber(ARGV[2]) then
          redis.call('PEXPIRE', KEYS[4], ARGV[2])
        end
      end
      local over = redis.call('ZCARD', KEYS[2]) - tonumber(ARGV[8])
      if over > 0 then
        for _, old in ipairs(redis.call('ZRANGE', KEYS[2], 0, over - 1)) do
          redis.call('DEL', prefix .. 'session:' .. old, prefix .. 'kept:' .. old)
          redis.call('ZREM', KEYS[2], old)
          redis.call('ZREM', KEYS[3], old)
        end
      end
      return 1
      """
          .formatted(PREFIX);

  static final String REPLACE =
      """
      if redis.call('HGET', KEYS[1], 'version') ~= ARGV[1] then return 0 end
      redis.call('HSET', KEYS[1], 'version', ARGV[2], 'sealed', ARGV[3])
      return 1
      """;

  static final String TOUCH =
      """
      if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
      redis.call('HSET', KEYS[1], 'card', ARGV[1])
      redis.call('PEXPIRE', KEYS[1], ARGV[2])
      local login = '%1$slogin:' .. redis.call('HGET', KEYS[1], 'sid')
      local left = redis.call('PTTL', login)
      if left >= 0 and left < tonumber(ARGV[2]) then redis.call('PEXPIRE', login, ARGV[2]) end
      return 1
      """
          .formatted(PREFIX);

  /**
   * KEYS: said, index (of the login or the person), over (the same). ARGV: time that it is kept for
   * in ms, second in which it was said.
   */
  static final String END_LOGINS =
      """
      local prefix = '%1$s'
      if not redis.call('SET', KEYS[1], 1, 'NX', 'PX', ARGV[1]) then return -1 end
      redis.call('SET', KEYS[3], ARGV[2], 'PX', ARGV[1])
      local ended = 0
      for _, lookup in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
        local record = prefix .. 'session:' .. lookup
        local subject = redis.call('HGET', record, 'subject')
        if subject then
          redis.call('ZREM', prefix .. 'person:' .. subject, lookup)
          redis.call('ZREM', prefix .. 'login:' .. redis.call('HGET', record, 'sid'), lookup)
          ended = ended + redis.call('DEL', record)
        end
        redis.call('DEL', prefix .. 'kept:' .. lookup)
        redis.call('ZREM', prefix .. 'sessions', lookup)
      end
      redis.call('DEL', KEYS[2])
      return ended
      """
          .formatted(PREFIX);

  static final String END =
      """
      local prefix = '%1$s'
      local subject = redis.call('HGET', KEYS[1], 'subject')
      if not subject then return 0 end
      local sid = redis.call('HGET', KEYS[1], 'sid')
      redis.call('DEL', KEYS[1], prefix .. 'kept:' .. ARGV[1])
      redis.call('ZREM', prefix .. 'sessions', ARGV[1])
      redis.call('ZREM', prefix .. 'person:' .. subject, ARGV[1])
      redis.call('ZREM', prefix .. 'login:' .. sid, ARGV[1])
      return 1
      """
          .formatted(PREFIX);

  /** Nothing is kept for a record that is not there: what outlives its session serves nobody. */
  static final String KEEP =
      """
      if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
      redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
      redis.call('PEXPIRE', KEYS[2], ARGV[3])
      return 1
      """;

  static final String TAKE =
      """
      local kept = redis.call('HGET', KEYS[1], ARGV[1])
      redis.call('HDEL', KEYS[1], ARGV[1])
      return kept
      """;

  static final String UNLOCK =
      "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return"
          + " 0";

  private SessionScripts() {}
}
