package io.gatehouse.guard.problem;

import io.gatehouse.testkit.BadInputSuite;
import io.gatehouse.testkit.IssuerResource;
import io.gatehouse.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(IssuerResource.class)
class InputTest extends BadInputSuite {

  @Override
  protected String path() {
    return "/v1/orders";
  }

  @Override
  protected String token() {
    return TestTokens.alice();
  }

  @Override
  protected String goodBody() {
    return "{\"lines\":[{\"sku\":\"a\",\"quantity\":1}]}";
  }
}
