package io.gatehouse.admin.page;

import io.gatehouse.admin.stand.StandResource;
import io.gatehouse.testkit.CredentialSuite;
import io.gatehouse.testkit.IssuerResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** The desk takes no token at all: neither the bad ones nor one that every other service takes. */
@QuarkusTest
@QuarkusTestResource(StandResource.class)
@QuarkusTestResource(IssuerResource.class)
class DoorTest extends CredentialSuite {

  @Override
  protected String path() {
    return "/partners";
  }

  @Override
  protected boolean takesTokens() {
    return false;
  }
}
