package io.gatehouse.orders.contract;

import io.gatehouse.orders.SampleOrders;
import io.gatehouse.testkit.BadInputSuite;
import io.gatehouse.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
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
    return SampleOrders.bolts(1).strip();
  }
}
