package io.gatehouse.e2e.badinput;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.e2e.api.Refusal;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.stack.Deployment;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;

/**
 * Whatever a client sends, it gets a problem with the right status, never a 500. A few at a time:
 * they change nothing that another of them looks at.
 */
@Order(6)
class BadInputTest {

  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

  @TestFactory
  @Execution(CONCURRENT)
  Stream<DynamicContainer> spoiltBodyIsRefusedWithAPointerToTheMember() {
    return endpoints((target, endpoint) -> endpoint.body() != null)
        .map(call ->
            container(
                call,
                SpoiltBodies.of(call.endpoint().api(), body(call)).stream()
                    .map(spoilt ->
                        dynamicTest(
                            spoilt.what(),
                            () -> {
                              Response answer = call.send(spoilt.body());
                              if (isTakenItemByItem(call, answer)) {
                                answer.then().body("items.result", everyItem(equalTo("refused")));
                              } else {
                                Refusal.expect(answer, 400)
                                    .body("errors.pointer", spoilt.expected());
                              }
                            }))));
  }

  /** The import refuses a bad item in that item's own result (design.md 7); see ImportTest. */
  private static boolean isTakenItemByItem(Call call, Response answer) {
    return call.endpoint().path().equals("/v1/keys/import") && answer.statusCode() == 200;
  }

  @TestFactory
  @Execution(CONCURRENT)
  Stream<DynamicContainer> bodyThatIsNoJsonObjectIsRefused() {
    return endpoints((target, endpoint) -> endpoint.body() != null)
        .map(call ->
            container(
                call,
                Stream.of("{", "{\"a\":}", "[]", "\"text\"", "42", "{} {}", "{\"a\":1,\"a\":2}")
                    .map(body -> dynamicTest(body, () -> Refusal.expect(call.send(body), 400)))));
  }

  @TestFactory
  @Execution(CONCURRENT)
  Stream<DynamicTest> bodyOfAnotherContentTypeIsRefused() {
    return endpoints((target, endpoint) -> endpoint.body() != null)
        .map(call ->
            dynamicTest(
                call.endpoint().toString(),
                () ->
                    Refusal.expect(
                        call.target()
                            .request()
                            .contentType("text/plain")
                            .body("{}")
                            .request(call.endpoint().method(), call.path()),
                        415,
                        "unsupported_media_type")));
  }

  @TestFactory
  @Execution(CONCURRENT)
  Stream<DynamicTest> bodyBeyondTheLimitIsRefusedBeforeItIsRead() {
    return endpoints((target, endpoint) -> endpoint.body() != null)
        .map(call ->
            dynamicTest(
                call.endpoint().toString(),
                () -> {
                  RawRequest.Answer answer =
                      RawRequest.announcing(
                          call.target().url(),
                          call.endpoint().method(),
                          call.path(),
                          call.target().token(),
                          50_000_000);
                  answer.expectProblem(413, "payload_too_large");
                }));
  }

  @TestFactory
  @Execution(CONCURRENT)
  Stream<DynamicContainer> methodThatAPathDoesNotHaveIsRefused() {
    return Target.all().stream()
        .flatMap(target ->
            target.endpoints().stream()
                .collect(Collectors.groupingBy(Endpoint::path))
                .entrySet()
                .stream()
                .map(path -> {
                  Set<String> others = new TreeSet<>(METHODS);
                  path.getValue().forEach(endpoint -> others.remove(endpoint.method()));
                  return dynamicContainer(
                      path.getKey(),
                      others.stream()
                          .map(method ->
                              dynamicTest(
                                  method,
                                  () ->
                                      Refusal.expect(
                                              target
                                                  .request()
                                                  .request(method, target.fill(path.getKey())),
                                              405,
                                              "method_not_allowed")
                                          .header("Allow", notNullValue()))));
                }));
  }

  @TestFactory
  @Execution(CONCURRENT)
  Stream<DynamicTest> unknownPathIsNotFound() {
    return Target.all().stream()
        .flatMap(target ->
            Stream.of("/v1/nothing", "/v1", "/nothing", "/v1/orders/a/b/c", "/v1//", "/%2e%2e")
                .map(path ->
                    dynamicTest(
                        target.name() + " " + path,
                        () ->
                            Refusal.expect(
                                target.request().urlEncodingEnabled(false).get(path),
                                404,
                                "not_found"))));
  }

  @TestFactory
  @Execution(CONCURRENT)
  Stream<DynamicNode> oddIdIsNotFoundAndNeverAFault() {
    List<String> odd =
        List.of(
            "nope", "%00", "%ff%fe", "%27%20or%201=1", "..%2f..%2fetc", "x".repeat(3000), "%20");
    return endpoints((target, endpoint) -> endpoint.path().contains("{"))
        .map(call ->
            container(
                call,
                odd.stream()
                    .map(id ->
                        dynamicTest(
                            id.length() > 40 ? "3000 characters" : id,
                            () -> {
                              String path = call.endpoint().path().replaceAll("\\{[^}]*}", id);
                              Response answer =
                                  call.target()
                                      .request()
                                      .urlEncodingEnabled(false)
                                      .header("If-Match", "\"1\"")
                                      .request(call.endpoint().method(), path);
                              answer.then().statusCode(lessThan(500));
                              Refusal.expect(answer, answer.statusCode());
                            }))));
  }

  @TestFactory
  @Execution(CONCURRENT)
  Stream<DynamicNode> oddParameterIsRefusedOrFindsNothing() {
    return endpoints((target, endpoint) -> !endpoint.query().isEmpty())
        .map(call -> {
          List<DynamicTest> tests = new ArrayList<>();
          for (Endpoint.Parameter parameter : call.endpoint().query()) {
            for (String odd :
                List.of("%00", "abc", "-1", "9".repeat(40), "%ff", "", "x".repeat(2000))) {
              tests.add(
                  dynamicTest(
                      parameter.name() + "=" + (odd.length() > 40 ? "long" : odd),
                      () -> {
                        Response answer =
                            call.target()
                                .request()
                                .urlEncodingEnabled(false)
                                .request(
                                    call.endpoint().method(),
                                    call.path() + "?" + parameter.name() + "=" + odd);
                        if (answer.statusCode() != 200) {
                          answer.then().statusCode(lessThan(500));
                          Refusal.expect(answer, answer.statusCode());
                        }
                      }));
            }
          }
          return container(call, tests.stream());
        });
  }

  @TestFactory
  @Execution(CONCURRENT)
  Stream<DynamicTest> oauthEndpointsRefuseInTheirOwnTongue() {
    // RFC 6749 §5.2: an error with a code, not a problem.
    return Stream.of("/oauth/token", "/oauth/introspect", "/oauth/revoke")
        .flatMap(path ->
            Stream.of(
                    "", "grant_type=password", "token=a&token=b&grant_type=a", "%00=%00", "token=")
                .map(form -> refusedInOauth(path, form)));
  }

  private static DynamicTest refusedInOauth(String path, String form) {
    return dynamicTest(
        path + " body \"" + form + "\"",
        () -> {
          Response answer =
              given()
                  .baseUri(Deployment.AUTH)
                  .header("Authorization", "Bearer " + People.service("orders-service"))
                  .contentType("application/x-www-form-urlencoded")
                  .body(form)
                  .post(path);
          answer.then().statusCode(400).body("error", notNullValue());
          Refusal.revealsNothing(answer);
        });
  }

  private interface Choice {
    boolean takes(Target target, Endpoint endpoint);
  }

  private static Stream<Call> endpoints(Choice choice) {
    return Target.all().stream()
        .flatMap(target ->
            target.endpoints().stream()
                .filter(endpoint -> choice.takes(target, endpoint))
                .map(endpoint -> new Call(target, endpoint)));
  }

  private static DynamicContainer container(Call call, Stream<DynamicTest> tests) {
    return dynamicContainer(call.target().name() + " " + call.endpoint(), tests);
  }

  private static JsonNode body(Call call) {
    return Objects.requireNonNull(call.endpoint().body());
  }

  /** An endpoint of a service, with ids that exist where its path asks for some. */
  private record Call(Target target, Endpoint endpoint) {
    String path() {
      return target.fill(endpoint.path());
    }

    Response send(String body) {
      return target.request().body(body).request(endpoint.method(), path());
    }
  }
}
