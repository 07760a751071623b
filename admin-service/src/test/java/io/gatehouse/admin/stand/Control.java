package io.gatehouse.admin.stand;

import static io.restassured.RestAssured.given;

import org.eclipse.microprofile.config.ConfigProvider;

/** Tells the stand-ins what to do. */
public final class Control {

  private Control() {}

  /** All as it should be. */
  public static void calm() {
    provider("");
    keeper("up=true");
    redis(true);
  }

  /** Sets the provider's mood; what is not named is as it should be. Answers with its refreshes. */
  public static int provider(String mood) {
    return Integer.parseInt(send("/control/provider?mood=" + mood.replaceFirst("^(?=.)", "set&")));
  }

  /** Tells auth-service's stand-in, and answers with the requests it has seen. */
  public static String keeper(String order) {
    return send("/control/keeper" + (order.isEmpty() ? "" : "?" + order));
  }

  /** What Keycloak's admin API was asked to do. */
  public static String realm() {
    return send("/control/realm");
  }

  public static void redis(boolean up) {
    send("/control/redis?up=" + up);
  }

  /** Redis keeps its connections and answers nothing, until it is told that it is up. */
  public static void redisHangs() {
    send("/control/redis?up=hangs");
  }

  private static String send(String path) {
    String url = ConfigProvider.getConfig().getValue(StandResource.CONTROL, String.class);
    return given().get(url + path).then().statusCode(200).extract().asString();
  }
}
