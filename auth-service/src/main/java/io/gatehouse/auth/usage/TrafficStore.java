package io.gatehouse.auth.usage;

import io.agroal.api.AgroalDataSource;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.usage.CredentialKind;
import io.gatehouse.guard.usage.TrafficCount;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of traffic. */
@ApplicationScoped
class TrafficStore {

  /** Older counts are looked at by nobody. */
  private static final Duration OLDEST = Duration.ofDays(1);

  /** Of a service that is newer than this one; else a service could fill the table with words. */
  private static final String OTHER = "other";

  private static final Set<String> OUTCOMES =
      Stream.concat(
              Stream.of(TrafficCount.ADMITTED),
              Arrays.stream(ErrorCode.values()).map(ErrorCode::code))
          .collect(Collectors.toUnmodifiableSet());

  /** All writers in one order, so that two batches never wait for each other. */
  private static final Comparator<TrafficCount> ORDER =
      Comparator.comparing(TrafficCount::minute)
          .thenComparing(TrafficCount::kind)
          .thenComparing(TrafficCount::outcome);

  private static final String COUNT =
      """
      insert into traffic (minute, kind, outcome, service, count) values (?, ?, ?, ?, ?)
      on conflict (minute, kind, outcome, service)
        do update set count = traffic.count + excluded.count
      """;

  /** A sum over all services. */
  record Row(Instant at, CredentialKind kind, String outcome, long count) {}

  private final AgroalDataSource database;

  TrafficStore(AgroalDataSource database) {
    this.database = database;
  }

  /** Counts, in the caller's transaction. */
  void add(Connection connection, String service, List<TrafficCount> counts, Instant now)
      throws SQLException {
    try (var insert = connection.prepareStatement(COUNT)) {
      for (TrafficCount count : counts.stream().sorted(ORDER).toList()) {
        // A clock that is a little ahead must not lose what it counted.
        Instant at = count.minute().isAfter(now) ? now : count.minute();
        if (at.isBefore(now.minus(OLDEST))) {
          continue;
        }
        insert.setObject(1, at(at.truncatedTo(ChronoUnit.MINUTES)));
        insert.setString(2, count.kind().name());
        insert.setString(3, OUTCOMES.contains(count.outcome()) ? count.outcome() : OTHER);
        insert.setString(4, service);
        insert.setLong(5, count.count());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Sums by step, from the one (inclusive) to the other (exclusive). */
  List<Row> rows(Instant from, Instant to, ChronoUnit step) throws SQLException {
    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement(
                """
                select date_trunc(?, minute, 'UTC') as at, kind, outcome, sum(count)::bigint as count
                from traffic where minute >= ? and minute < ? group by 1, 2, 3
                """)) {
      query.setString(1, step == ChronoUnit.HOURS ? "hour" : "minute");
      query.setObject(2, at(from));
      query.setObject(3, at(to));
      List<Row> out = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          out.add(
              new Row(
                  Objects.requireNonNull(row.getObject("at", OffsetDateTime.class)).toInstant(),
                  CredentialKind.valueOf(row.getString("kind")),
                  Objects.requireNonNull(row.getString("outcome")),
                  row.getLong("count")));
        }
      }
      return out;
    }
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
