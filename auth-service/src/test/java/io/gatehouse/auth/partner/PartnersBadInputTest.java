package io.gatehouse.auth.partner;

import io.gatehouse.testkit.BadInputSuite;
import io.gatehouse.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class PartnersBadInputTest extends BadInputSuite {

  @Override
  protected String path() {
    return "/v1/partners";
  }

  @Override
  protected String token() {
    return TestTokens.ada();
  }

  @Override
  protected String goodBody() {
    return "{\"name\":\"Acme\",\"contactEmail\":\"ops@acme.example\"}";
  }
}
