package io.gatehouse.e2e.api;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import java.net.ConnectException;
import java.time.Duration;

/** What the platform that runs a service asks it. */
public final class Health {

  private final String service;

  public Health(String serviceUrl) {
    this.service = serviceUrl;
  }

  /** Not to be sent requests, and not to be killed either. */
  public void expectLiveButNotReady(Duration within) {
    await(service + " is not ready").atMost(within).until(() -> status("ready"), is(503));
    expectLive();
  }

  public void expectLive() {
    given().get(service + "/q/health/live").then().statusCode(200);
  }

  public void expectReady(Duration within) {
    await(service + " is ready")
        .atMost(within)
        // Not listening yet, if it was just started.
        .ignoreException(ConnectException.class)
        .until(() -> status("ready"), is(200));
  }

  private int status(String probe) {
    return given().get(service + "/q/health/" + probe).statusCode();
  }
}
