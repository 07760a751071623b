package io.gatehouse.orders.contract;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeIn;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** What the OpenAPI document says of the whole. Any one of the schemes opens an endpoint. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Gatehouse orders-service",
            version = "1",
            description =
                "Orders from a catalog. Send one credential: an access token of the realm or a"
                    + " partner's key, both as Authorization: Bearer, or the key as X-API-Key."
                    + " Errors are application/problem+json (RFC 9457)."),
    security = {@SecurityRequirement(name = "bearer"), @SecurityRequirement(name = "apiKey")})
@SecurityScheme(
    securitySchemeName = "bearer",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    description = "An access token for this service (RFC 6750), or a partner's key (gk_…)")
@SecurityScheme(
    securitySchemeName = "apiKey",
    type = SecuritySchemeType.APIKEY,
    in = SecuritySchemeIn.HEADER,
    apiKeyName = "X-API-Key",
    description = "A partner's key (gk_…)")
public class ApiDocument extends Application {}
