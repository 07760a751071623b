package io.gatehouse.orders.contract;

import io.gatehouse.testkit.CredentialSuite;
import io.quarkus.test.junit.QuarkusTest;

/** What is refused at the door, whatever stands behind it. */
@QuarkusTest
class DoorTest extends CredentialSuite {

  @Override
  protected String path() {
    return "/v1/orders";
  }
}
