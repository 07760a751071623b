package io.gatehouse.auth;

import io.gatehouse.auth.keycloak.KeycloakResource;
import io.gatehouse.auth.leak.GithubResource;
import io.gatehouse.testkit.IssuerResource;
import io.gatehouse.testkit.PostgresResource;
import io.gatehouse.testkit.RedisResource;
import io.quarkus.test.common.QuarkusTestResource;

/** PostgreSQL, Redis and the issuers: declared once, Quarkus starts them once for all tests. */
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(IssuerResource.class)
@QuarkusTestResource(GithubResource.class)
@QuarkusTestResource(KeycloakResource.class)
class SharedServers {}
