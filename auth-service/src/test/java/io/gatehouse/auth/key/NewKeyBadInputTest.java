package io.gatehouse.auth.key;

import io.gatehouse.auth.Api;
import io.gatehouse.testkit.BadInputSuite;
import io.gatehouse.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;

@QuarkusTest
class NewKeyBadInputTest extends BadInputSuite {

  private String partner = "";

  @BeforeEach
  void aPartner() {
    partner = Api.partner("orders:read");
  }

  @Override
  protected String path() {
    return "/v1/partners/" + partner + "/keys";
  }

  @Override
  protected String token() {
    return TestTokens.ada();
  }

  @Override
  protected String goodBody() {
    return "{\"name\":\"nightly\",\"environment\":\"test\",\"scopes\":[\"orders:read\"]}";
  }
}
