package com.example.insights;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.rest.client.reactive.ClientBasicAuth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** The realm's back channel, as this app's own client. */
@RegisterRestClient(configKey = "token-endpoint")
@ClientBasicAuth(
    username = "${quarkus.oidc.client-id}",
    password = "${quarkus.oidc.credentials.secret}")
@Path("/realms/gatehouse/protocol/openid-connect")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
interface TokenEndpoint {

  @POST
  @Path("/token")
  Answer refresh(
      @RestForm("grant_type") String grantType, @RestForm("refresh_token") String refreshToken);

  /** RFC 7009: an app that is done with a token says so. */
  @POST
  @Path("/revoke")
  void revoke(@RestForm String token, @RestForm("token_type_hint") String hint);

  /** The part of a token response that is used (RFC 6749 §5.1). */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Answer(
      @JsonProperty("access_token") String accessToken,
      @JsonProperty("refresh_token") @Nullable String refreshToken,
      @JsonProperty("expires_in") long expiresIn) {}
}
