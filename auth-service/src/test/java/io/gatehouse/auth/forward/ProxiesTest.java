package io.gatehouse.auth.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProxiesTest {

  private static final Proxies TEN = new Proxies(config(List.of("10.0.0.0/8", "fd00::/8")));
  private static final Proxies NONE = new Proxies(config(List.of()));

  @Test
  void addressIsTheLastThatNoProxyOfOursHas() {
    assertEquals("198.51.100.7", TEN.callerAddress(from("10.1.2.3", "198.51.100.7")));
    assertEquals(
        "198.51.100.7", TEN.callerAddress(from("10.1.2.3", "203.0.113.1, 198.51.100.7, 10.9.9.9")));
    assertEquals("2001:db8::7", TEN.callerAddress(from("fd00::1", "2001:db8::7")));
  }

  @Test
  void strangersWordAboutItselfIsNotTaken() {
    assertEquals("192.0.2.1", TEN.callerAddress(from("192.0.2.1", "203.0.113.1")));
    assertEquals("10.1.2.3", NONE.callerAddress(from("10.1.2.3", "203.0.113.1")));
  }

  @Test
  void withoutAWordTheAddressIsTheProxys() {
    assertEquals("10.1.2.3", TEN.callerAddress(from("10.1.2.3", null)));
    assertEquals("10.1.2.3", TEN.callerAddress(from("10.1.2.3", " , ")));
  }

  /** A proxy that writes nonsense gives an address that is in no network. */
  @Test
  void nonsenseIsInNoNetwork() {
    assertEquals("unknown", TEN.callerAddress(from("10.1.2.3", "unknown")));
    assertFalse(
        Proxies.isIn(List.of(io.gatehouse.guard.address.Cidr.parse("0.0.0.0/0")), "unknown"));
  }

  @Test
  void everythingIsAChangeUnlessAProxyOfOursSaysThatItReads() {
    assertTrue(TEN.isChange(from("10.1.2.3", null)));
    assertFalse(TEN.isChange(reads("10.1.2.3")));
    assertTrue(TEN.isChange(reads("192.0.2.1")));
  }

  private static HttpServerRequest from(String remote, @Nullable String forwarded) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    if (forwarded != null) {
      headers.add("X-Forwarded-For", forwarded);
    }
    return request(remote, headers);
  }

  private static HttpServerRequest reads(String remote) {
    return request(remote, MultiMap.caseInsensitiveMultiMap().add("X-Forwarded-Method", "GET"));
  }

  /** No request can be made without a connection. */
  private static HttpServerRequest request(String remote, MultiMap headers) {
    return (HttpServerRequest)
        Proxy.newProxyInstance(
            ProxiesTest.class.getClassLoader(),
            new Class<?>[] {HttpServerRequest.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "headers" -> headers;
                  case "getHeader" -> headers.get(String.valueOf(arguments[0]));
                  case "remoteAddress" -> SocketAddress.inetSocketAddress(4711, remote);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static VerifyConfig config(List<String> trusted) {
    return new VerifyConfig() {
      @Override
      public Optional<Set<String>> audiences() {
        return Optional.empty();
      }

      @Override
      public Optional<List<String>> trustedProxies() {
        return Optional.of(trusted);
      }
    };
  }
}
