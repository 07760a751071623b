package io.gatehouse.guard.apikey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.gatehouse.guard.problem.ErrorCode;
import org.junit.jupiter.api.Test;

class ExchangeReplyTest {

  @Test
  void anythingButAClearWordIsAFault() {
    for (int status : new int[] {200, 400}) {
      for (String body : new String[] {null, "", "[]", "<html>", "{}", "{\"access_token\":7}"}) {
        assertInstanceOf(ExchangeReply.Fault.class, ExchangeReply.read(status, body), body);
      }
    }
    assertInstanceOf(
        ExchangeReply.Fault.class, ExchangeReply.read(400, "{\"error\":\"invalid_target\"}"));
    assertInstanceOf(ExchangeReply.Fault.class, ExchangeReply.read(302, ""));
  }

  @Test
  void refusalWithoutAKnownCodeTellsTheLeast() {
    for (String code : new String[] {"null", "\"else\"", "\"internal_error\""}) {
      assertEquals(
          new ExchangeReply.Refusal(ErrorCode.INVALID_KEY),
          ExchangeReply.read(400, "{\"error\":\"invalid_grant\",\"code\":" + code + "}"));
    }
  }
}
