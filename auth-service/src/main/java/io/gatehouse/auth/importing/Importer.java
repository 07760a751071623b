package io.gatehouse.auth.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.gatehouse.auth.key.ImportedSecrets;
import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.problem.ProblemException;
import io.gatehouse.guard.problem.Violation;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes keys over, each in a transaction of its own: a refused one holds up no other. */
@ApplicationScoped
class Importer {

  private static final String UNIQUE_VIOLATION = "23505";

  private final ImportedKeyStore store;
  private final ForeignDigests digests;
  private final ImportedSecrets secrets;
  private final Validator validator;
  private final ObjectMapper mapper;

  Importer(
      ImportedKeyStore store,
      ForeignDigests digests,
      ImportedSecrets secrets,
      Validator validator,
      ObjectMapper mapper) {
    this.store = store;
    this.digests = digests;
    this.secrets = secrets;
    this.validator = validator;
    this.mapper = mapper;
  }

  /**
   * Imports one key, unless it is there.
   *
   * @throws SQLException if the database is away; what was imported before stays
   */
  ImportResult take(ImportItem item, Caller maker) throws SQLException {
    List<Violation> violations = violations(item);
    if (!violations.isEmpty()) {
      return ImportResult.refused(item.externalId(), violations);
    }
    byte[] request = fingerprint(item);
    ImportResult before = before(item, request);
    if (before != null) {
      return before;
    }
    String complaint = hashComplaint(item);
    if (complaint != null) {
      return refused(item, "/hash/value", complaint);
    }
    if (item.hash().slow() && (item.prefix() == null || store.isCrowded(item.prefix()))) {
      return refused(item, "/prefix", "must be set, and long enough that few keys begin so");
    }
    try {
      String id = QuarkusTransaction.requiringNew().call(() -> insert(item, request, maker));
      return new ImportResult(item.externalId(), ImportResult.Outcome.created, id, null);
    } catch (ProblemException refused) {
      return ImportResult.refused(item.externalId(), refused(refused));
    } catch (RuntimeException failure) {
      if (!isUniqueViolation(failure)) {
        throw failure;
      }
      ImportResult meanwhile = before(item, request);
      return meanwhile == null
          ? refused(item, "/hash/value", "is the hash of a key that is there already")
          : meanwhile;
    }
  }

  private String insert(ImportItem item, byte[] request, Caller maker) throws SQLException {
    String id = secrets.create(item.partnerId(), item.key(), maker);
    boolean slow = item.hash().slow();
    store.insert(
        id,
        item.partnerId(),
        item.externalId(),
        request,
        slow ? null : digests.lookup(item.hash()),
        item.prefix(),
        slow ? item.hash().value() : null);
    return id;
  }

  private @Nullable ImportResult before(ImportItem item, byte[] request) throws SQLException {
    ImportedKeyStore.Row row = store.byExternalId(item.partnerId(), item.externalId());
    if (row == null) {
      return null;
    }
    return Arrays.equals(row.request(), request)
        ? new ImportResult(item.externalId(), ImportResult.Outcome.existing, row.keyId(), null)
        : refused(item, "/externalId", "was imported before, with other content");
  }

  private @Nullable String hashComplaint(ImportItem item) {
    if (item.hash().slow()) {
      return SlowHash.complaint(item.hash().value());
    }
    return digests.lookup(item.hash()) == null
        ? "must be the digest in hex; for hmac-sha256, hmacKey must name a configured key"
        : null;
  }

  private List<Violation> violations(ImportItem item) {
    return validator.validate(item).stream()
        .map(broken ->
            new Violation(
                "/"
                    + broken
                        .getPropertyPath()
                        .toString()
                        .replaceAll("[.\\[]+", "/")
                        .replace("]", "")
                        .replace("/<list element>", ""),
                broken.getMessage()))
        .toList();
  }

  private static List<Violation> refused(ProblemException problem) {
    return problem.violations().isEmpty()
        ? List.of(new Violation("/partnerId", problem.detail()))
        : problem.violations().stream()
            .map(one -> new Violation("/key" + one.pointer(), one.detail()))
            .toList();
  }

  private static ImportResult refused(ImportItem item, String pointer, String detail) {
    return ImportResult.refused(item.externalId(), List.of(new Violation(pointer, detail)));
  }

  private static boolean isUniqueViolation(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  private byte[] fingerprint(ImportItem item) {
    try {
      String text =
          mapper
              .writer()
              .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
              .writeValueAsString(item);
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
