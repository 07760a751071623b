package io.gatehouse.guard.possession;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.CertificateAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Where client certificates are asked for, one proves a token (RFC 8705) and is none. Comes before
 * Quarkus' own provider, which would log in whoever has a certificate, under its name.
 */
@ApplicationScoped
class CertificateIsNoCredential implements IdentityProvider<CertificateAuthenticationRequest> {

  private static final SecurityIdentity NOBODY =
      QuarkusSecurityIdentity.builder()
          .setAnonymous(true)
          .setPrincipal(new QuarkusPrincipal(""))
          .build();

  @Override
  public Class<CertificateAuthenticationRequest> getRequestType() {
    return CertificateAuthenticationRequest.class;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      CertificateAuthenticationRequest request, AuthenticationRequestContext context) {
    return Uni.createFrom().item(NOBODY);
  }

  @Override
  public int priority() {
    return SYSTEM_FIRST + 1000;
  }
}
