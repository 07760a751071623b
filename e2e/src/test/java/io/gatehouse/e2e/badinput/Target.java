package io.gatehouse.e2e.badinput;

import io.gatehouse.e2e.api.AuthApi;
import io.gatehouse.e2e.api.OrdersApi;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.stack.Deployment;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A service to be abused by ada, who may do all, so that nothing is refused for want of a right.
 */
final class Target {

  private static final Map<String, String> IDS = new ConcurrentHashMap<>();
  private final String name;
  private final String url;

  private Target(String name, String url) {
    this.name = name;
    this.url = url;
  }

  static List<Target> all() {
    return List.of(
        new Target("auth-service", Deployment.AUTH),
        new Target("orders-service", Deployment.ORDERS));
  }

  String name() {
    return name;
  }

  String url() {
    return url;
  }

  String token() {
    return name.equals("auth-service")
        ? People.atTheTerminal(Person.ADA).access()
        : People.atTheSpa(Person.ADA).access();
  }

  RequestSpecification request() {
    return name.equals("auth-service")
        ? new AuthApi(token()).request()
        : new OrdersApi(token()).request();
  }

  List<Endpoint> endpoints() {
    return ApiDocument.of(url).endpoints().stream()
        .filter(endpoint -> !endpoint.path().startsWith("/q/"))
        .toList();
  }

  /** The path with the id of something that is there, so that what comes after it is reached. */
  String fill(String path) {
    if (!path.contains("{")) {
      return path;
    }
    String collection = path.substring(0, path.indexOf("/{"));
    String id = IDS.computeIfAbsent(collection, Target::create);
    return path.replace("{delivery}", "1").replaceAll("\\{[^}]*}", id);
  }

  private static String create(String collection) {
    AuthApi ada = new AuthApi(People.atTheTerminal(Person.ADA).access());
    return switch (collection) {
      case "/v1/partners" -> ada.createPartner(List.of("orders:read"));
      case "/v1/keys" ->
          ada.createKey(ada.createPartner(List.of("orders:read")), "orders:read").id();
      case "/v1/webhooks" -> ada.createWebhook("http://127.0.0.1:9/nobody-listens");
      case "/v1/orders" -> new OrdersApi(People.atTheSpa(Person.ADA).access()).created();
      default -> "1";
    };
  }
}
