package io.gatehouse.admin.session;

import io.gatehouse.admin.stand.StandResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;

/** The same contract on a real Redis. */
@QuarkusTest
@QuarkusTestResource(StandResource.class)
class RedisSessionStoreTest extends SessionStoreContract {

  @Inject SessionStore store;

  @Override
  SessionStore store() {
    return store;
  }
}
