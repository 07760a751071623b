package io.gatehouse.auth.key;

import io.gatehouse.guard.address.Cidr;
import io.gatehouse.guard.apikey.ApiKey;
import io.gatehouse.guard.credential.CredentialReader;
import io.gatehouse.guard.credential.CredentialVerdict;
import io.gatehouse.guard.credential.Presented;
import io.gatehouse.guard.credential.Reading;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.LogNote;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;

/**
 * Keys that are shown to this service itself: verified in process, since it would only exchange
 * them with itself.
 */
@ApplicationScoped
class LocalKeyReader implements CredentialReader {

  private final KeyVerifier verifier;
  private final KeyCallers callers;

  LocalKeyReader(KeyVerifier verifier, KeyCallers callers) {
    this.verifier = verifier;
    this.callers = callers;
  }

  @Override
  public Reading read(RoutingContext request) {
    String text = Presented.in(request).key();
    if (text == null) {
      return CredentialVerdict.ABSENT;
    }
    ApiKey key = ApiKey.parse(text);
    if (key == null) {
      return notProved();
    }
    LogNote.put(request, "key=" + key.id());
    String address = request.request().remoteAddress().hostAddress();
    return new Reading.Later(
        Uni.createFrom()
            .completionStage(() ->
                request
                    .vertx()
                    .executeBlocking(
                        () -> admit(verifier.verify(key), Objects.requireNonNullElse(address, "")),
                        false)
                    .toCompletionStage()));
  }

  private CredentialVerdict admit(KeyVerdict verdict, String address) {
    return switch (verdict) {
      case KeyVerdict.NotProved no -> notProved();
      case KeyVerdict.Dead dead -> new CredentialVerdict.Refused(dead.code(), dead.detail());
      case KeyVerdict.Good good when !allowed(good.key().cidrs(), address) ->
          new CredentialVerdict.Refused(
              ErrorCode.IP_NOT_ALLOWED, "This key may not be used from this address.");
      case KeyVerdict.Good good ->
          new CredentialVerdict.Admitted(callers.of(good), good.key().quotas());
    };
  }

  private static CredentialVerdict notProved() {
    return new CredentialVerdict.Refused(ErrorCode.INVALID_KEY, "The key is not valid.");
  }

  private static boolean allowed(List<String> cidrs, String address) {
    return cidrs.isEmpty() || cidrs.stream().anyMatch(cidr -> Cidr.parse(cidr).contains(address));
  }
}
