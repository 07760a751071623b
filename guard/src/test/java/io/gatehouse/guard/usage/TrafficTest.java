package io.gatehouse.guard.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.gatehouse.guard.problem.ErrorCode;
import org.junit.jupiter.api.Test;

class TrafficTest {

  @Test
  void whatShowsNothingAndNeedsNothingIsNotCounted() {
    assertNull(Traffic.outcome(null, false, null));
    assertNull(Traffic.outcome(null, false, ErrorCode.NOT_FOUND));
    assertEquals("credential_missing", Traffic.outcome(null, false, ErrorCode.CREDENTIAL_MISSING));
  }

  @Test
  void requestWhoseCredentialWasGoodIsAdmittedWhateverIsWrongWithIt() {
    for (ErrorCode code : ErrorCode.values()) {
      String outcome = Traffic.outcome(CredentialKind.jwt, true, code);
      boolean ofEntry =
          code.status() == 401
              || code.status() == 403
              || switch (code) {
                case RATE_LIMITED,
                    REVOCATION_STATE_STALE,
                    MULTIPLE_CREDENTIALS,
                    CREDENTIAL_IN_URL ->
                    true;
                default -> false;
              };
      assertEquals(ofEntry ? code.code() : "admitted", outcome, code.name());
    }
  }

  @Test
  void credentialThatCouldNotBeJudgedIsRefusedForThat() {
    assertEquals(
        "dependency_unavailable",
        Traffic.outcome(CredentialKind.api_key, false, ErrorCode.DEPENDENCY_UNAVAILABLE));
    assertNull(Traffic.outcome(null, false, ErrorCode.DEPENDENCY_UNAVAILABLE));
  }
}
