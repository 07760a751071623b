package io.gatehouse.guard.leak;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.is;

import io.gatehouse.guard.apikey.ApiKey;
import io.gatehouse.testkit.IssuerResource;
import io.gatehouse.testkit.Problems;
import io.gatehouse.testkit.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(IssuerResource.class)
class LeakReporterTest {

  private static final SecureRandom RANDOM = new SecureRandom();

  @AfterEach
  void comeBack() {
    TestKeys.away(false);
  }

  @Test
  void keyInAnAddressIsRefusedAndReportedOnce() {
    ApiKey key = ApiKey.generate("live", RANDOM);
    sendInAddress("key=" + key.reveal());
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(TestKeys.leaks(key.id()), containsString(key.reveal())));
    assertThat(TestKeys.leaks(key.id()), containsString("\"inAddress\":true"));

    sendInAddress("a=b&key=" + key.reveal());
    ApiKey encoded = ApiKey.generate("test", RANDOM);
    sendInAddress("k=%67" + encoded.reveal().substring(1) + "&c=d");
    awaitReport(encoded);
    assertThat(
        Pattern.compile("inAddress").matcher(TestKeys.leaks(key.id())).results().count(), is(1L));
  }

  @Test
  void whatIsNoKeyIsReportedToNobody() {
    int before = TestKeys.reports();
    String text = ApiKey.generate("live", RANDOM).reveal();
    String typo = text.substring(0, 60) + (text.charAt(60) == 'x' ? 'y' : 'x') + text.substring(61);
    sendInAddress("key=" + typo);
    sendInAddress("key=gk_live_abc");
    sendInAddress("key=" + text + "0");
    ApiKey last = ApiKey.generate("live", RANDOM);
    sendInAddress("key=" + last.reveal());
    awaitReport(last);
    assertThat(TestKeys.reports() - before, is(1));
    assertThat(TestKeys.leaks(typo.substring(8, 24)), emptyString());
  }

  @Test
  void reportThatWasLostIsMadeAtTheNextUse() {
    ApiKey key = ApiKey.generate("live", RANDOM);
    int before = TestKeys.reports();
    TestKeys.away(true);
    sendInAddress("key=" + key.reveal());
    Awaitility.await().until(() -> TestKeys.reports() > before);
    TestKeys.away(false);
    Awaitility.await()
        .pollInterval(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(10))
        .until(() -> {
          sendInAddress("key=" + key.reveal());
          return !TestKeys.leaks(key.id()).isEmpty();
        });
  }

  private static void awaitReport(ApiKey key) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> !TestKeys.leaks(key.id()).isEmpty());
  }

  private static void sendInAddress(String query) {
    Problems.problem(
        given().urlEncodingEnabled(false).get("/v1/whoami?" + query).then(),
        400,
        "credential_in_url");
  }
}
