package io.gatehouse.auth.revocation;

import static io.gatehouse.auth.Api.ada;
import static io.gatehouse.auth.revocation.RevocationSteps.fresh;
import static io.gatehouse.auth.revocation.RevocationSteps.revoke;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RevocationListTest {

  @Test
  void newestComesFirstAndOfOneTargetAlone() {
    String id = fresh();
    revoke("user", id).statusCode(201);
    int wanted = revoke("session", id).extract().path("sequence");
    int last = revoke("token", fresh()).extract().path("sequence");
    ada()
        .get("/v1/revocations/newest?limit=1")
        .then()
        .statusCode(200)
        .body("items.sequence", equalTo(List.of(last)))
        .body("nextCursor", equalTo(Integer.toString(last)));
    ada()
        .get("/v1/revocations/newest?target=session&id=" + id)
        .then()
        .body("items.sequence", equalTo(List.of(wanted)))
        .body("nextCursor", nullValue());
    ada().get("/v1/revocations/newest?target=nonsense").then().statusCode(400);
  }

  @Test
  void listGoesOnWhereThePageEnded() {
    long before = revoke("token", fresh()).extract().jsonPath().getLong("sequence");
    for (int i = 0; i < 3; i++) {
      revoke("token", fresh()).statusCode(201);
    }
    String cursor =
        ada()
            .get("/v1/revocations?limit=2&after=" + before)
            .then()
            .statusCode(200)
            .body("items", hasSize(2))
            .body("items[0].sequence", equalTo((int) before + 1))
            .extract()
            .path("nextCursor");
    assertEquals(Long.toString(before + 2), cursor);
    ada()
        .get("/v1/revocations?limit=2&cursor=" + cursor)
        .then()
        .body("items[0].sequence", equalTo((int) before + 3));
  }
}
