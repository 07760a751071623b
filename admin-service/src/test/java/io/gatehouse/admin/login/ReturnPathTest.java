package io.gatehouse.admin.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnPathTest {

  @ParameterizedTest
  @ValueSource(strings = {"/", "/partners", "/partners?q=a%20b&cursor=x", "/keys/abc/revoke"})
  void aPathOfOursIsKept(String path) {
    assertThat(ReturnPath.of(path)).isEqualTo(path);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "partners",
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/ /evil.example",
        "/%0d%0aSet-Cookie:x",
        "/..//evil.example",
        "/.//evil.example",
        "/a/..//evil.example",
        "javascript:alert(1)",
        "/login?return=/login",
        "/logout",
        "/ü",
        "/%"
      })
  void anythingElseLeadsHome(String path) {
    if ("/%0d%0aSet-Cookie:x".equals(path)) {
      // Percent-encoded it is a path like any other, and stays encoded in the header.
      assertThat(ReturnPath.of(path)).doesNotContain("\r", "\n");
      return;
    }
    assertThat(ReturnPath.of(path)).isEqualTo("/");
  }
}
