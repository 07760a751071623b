package io.gatehouse.guard.credential;

import io.gatehouse.testkit.CredentialSuite;
import io.gatehouse.testkit.IssuerResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(IssuerResource.class)
class DoorTest extends CredentialSuite {

  @Override
  protected String path() {
    return "/v1/whoami";
  }
}
