package io.gatehouse.admin.authservice;

import io.gatehouse.admin.session.AccessTokens;
import io.gatehouse.admin.session.OpenSession;
import io.gatehouse.guard.problem.ErrorCode;
import io.quarkus.rest.client.reactive.ReactiveClientHeadersFactory;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;

/** Sends the person's own access token along, renewed first if it has run out. */
@ApplicationScoped
class PersonsToken extends ReactiveClientHeadersFactory {

  private final AccessTokens accessTokens;
  private final CurrentVertxRequest request;

  PersonsToken(AccessTokens accessTokens, CurrentVertxRequest request) {
    this.accessTokens = accessTokens;
    this.request = request;
  }

  @Override
  public Uni<MultivaluedMap<String, String>> getHeaders(
      MultivaluedMap<String, String> incoming, MultivaluedMap<String, String> outgoing) {
    OpenSession session = OpenSession.of(request.getCurrent());
    if (session == null) {
      return Uni.createFrom().failure(ErrorCode.CREDENTIAL_MISSING.because("Sign in first."));
    }
    return accessTokens
        .of(session)
        .map(token -> {
          MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();
          headers.putSingle(HttpHeaders.AUTHORIZATION, "Bearer " + token);
          return headers;
        });
  }
}
