package io.gatehouse.admin.login;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.rest.client.reactive.ClientBasicAuth;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** The identity provider's back channel, as the dashboard's client (RFC 6749 §6). */
@RegisterRestClient(configKey = "realm")
@ClientBasicAuth(
    username = "${quarkus.oidc.client-id}",
    password = "${quarkus.oidc.credentials.secret}")
@Path("/realms/gatehouse/protocol/openid-connect")
interface RealmEndpoints {

  @POST
  @Path("/token")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  Uni<Answer> token(
      @RestForm("grant_type") String grantType, @RestForm("refresh_token") String refreshToken);

  /** Ends the login that this refresh token belongs to, and with it the token. */
  @POST
  @Path("/logout")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  Uni<Void> logout(@RestForm("refresh_token") String refreshToken);

  /** Asked only to learn whether the provider is there. */
  @GET
  @Path("/certs")
  Uni<String> keys();

  /** The part of a token response that is used (RFC 6749 §5.1). */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Answer(
      @JsonProperty("access_token") String accessToken,
      @JsonProperty("refresh_token") @Nullable String refreshToken,
      @JsonProperty("id_token") @Nullable String idToken) {}
}
