package io.gatehouse.auth.partner;

import io.gatehouse.testkit.CredentialSuite;
import io.gatehouse.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class PartnersCredentialTest extends CredentialSuite {

  @Override
  protected String path() {
    return "/v1/partners";
  }

  @Override
  protected String token() {
    return TestTokens.ada();
  }
}
