package io.gatehouse.orders;

import io.gatehouse.testkit.IssuerResource;
import io.gatehouse.testkit.PostgresResource;
import io.gatehouse.testkit.RedisResource;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;

/** The servers that every test of this module shares: found by Quarkus, started once. */
@WithTestResource(value = IssuerResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = PostgresResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = RedisResource.class, scope = TestResourceScope.GLOBAL)
final class TestServers {}
