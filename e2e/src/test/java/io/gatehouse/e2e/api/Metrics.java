package io.gatehouse.e2e.api;

import static io.restassured.RestAssured.given;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counters of a service, as its operators read them. */
public final class Metrics {

  private static final Pattern REQUESTS =
      Pattern.compile("^http_server_requests_seconds_count\\{([^}]*)} (\\S+)", Pattern.MULTILINE);

  private final String service;

  public Metrics(String serviceUrl) {
    this.service = serviceUrl;
  }

  /** How many requests to this path the service has answered since it started. */
  public long requestsTo(String path) {
    Matcher line = REQUESTS.matcher(page());
    double sum = 0;
    while (line.find()) {
      if (line.group(1).contains("uri=\"" + path + "\"")) {
        sum += Double.parseDouble(line.group(2));
      }
    }
    return Math.round(sum);
  }

  /**
   * The sum of all series of this name that have all of these labels, as {@code outcome="forged"};
   * 0 if there is none yet.
   */
  public double sum(String name, String... labels) {
    double sum = 0;
    for (String line : page().split("\n")) {
      boolean named = line.startsWith(name + "{") || line.startsWith(name + " ");
      if (named && Arrays.stream(labels).allMatch(line::contains)) {
        // An exemplar may follow the value.
        sum += Double.parseDouble(line.split(" # ", 2)[0].replaceAll(".* ", ""));
      }
    }
    return sum;
  }

  private String page() {
    return given().get(service + "/q/metrics").then().statusCode(200).extract().asString();
  }
}
