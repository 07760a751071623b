package io.gatehouse.auth.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The table of acts, a line each; that Keycloak says them so is shown by e2e's KeycloakActsTest.
 */
class ConsequencesTest {

  private final Consequences consequences = new Consequences("gatehouse");

  @ParameterizedTest(name = "{0} turns away {2} {3}")
  @CsvSource({
    "LOGOUT,,session,s1",
    "USER_SESSION_DELETED,,session,s1",
    "UPDATE_PASSWORD,,user,u1",
    "RESET_PASSWORD,,user,u1",
    "UPDATE_CREDENTIAL,,user,u1",
    "REMOVE_CREDENTIAL,,user,u1",
    "UPDATE_TOTP,,user,u1",
    "REMOVE_TOTP,,user,u1",
    "UPDATE_EMAIL,,user,u1",
    "DELETE_ACCOUNT,,user,u1",
    "USER_DISABLED_BY_PERMANENT_LOCKOUT,,user,u1",
    "REVOKE_GRANT,,user,u1",
    "REVOKE_GRANT,revokedClient=insights-app,user,u1 at insights-app",
    "REVOKE_GRANT,tokenId=t1,token,t1",
    "REFRESH_TOKEN_ERROR,reason=Stale token,session,s1",
    "REFRESH_TOKEN_ERROR,reason=Token is not active,,",
    "LOGIN,,,",
  })
  void whatAPersonDoes(
      String type, @Nullable String more, @Nullable String target, @Nullable String id) {
    Map<String, Object> told = told(more);
    told.putAll(Map.of("type", type, "user", "u1", "session", "s1", "client", "orders-spa"));

    assertThat(of(told)).isEqualTo(target == null ? List.of() : List.of(target + " " + id));
  }

  @ParameterizedTest(name = "{1} {0} {2} turns away {4} {5}")
  @CsvSource({
    "USER,UPDATE,users/u1,disabled=true,user,u1",
    "USER,UPDATE,users/u1,disabled=false,,",
    "USER,DELETE,users/u1,,user,u1",
    "USER,ACTION,users/u1/reset-password,,user,u1",
    "USER,ACTION,users/u1/credentials/c1,,user,u1",
    "USER,UPDATE,users/u1/disable-credential-types,,user,u1",
    "USER,ACTION,users/u1/logout,,user,u1",
    "USER,ACTION,users/u1/consents/insights-app,,user,u1 at insights-app",
    "USER,ACTION,users/u1/consents/https://app.example/x,,user,u1 at https://app.example/x",
    "USER,ACTION,users/u1/send-verify-email,,,",
    "USER_SESSION,DELETE,sessions/s1,,session,s1",
    "CLIENT,UPDATE,clients/c1,disabled=true;clientName=app,client,app",
    "CLIENT,UPDATE,clients/c1,disabled=false;clientName=app,,",
    "CLIENT,DELETE,clients/c1,clientName=app,client,app",
    "CLIENT,DELETE,clients/c1,,realm,gatehouse",
    "CLIENT,ACTION,clients/c1/client-secret,clientName=app,client,app",
    "CLIENT,ACTION,clients/c1/push-revocation,clientName=app,client,app",
    "GROUP_MEMBERSHIP,DELETE,users/u1/groups/g1,,user,u1",
    "REALM_ROLE_MAPPING,DELETE,users/u1/role-mappings/realm,,user,u1",
    "CLIENT_ROLE_MAPPING,DELETE,users/u1/role-mappings/clients/c1,,user,u1",
    "REALM_ROLE_MAPPING,CREATE,users/u1/role-mappings/realm,,,",
    "REALM_ROLE_MAPPING,DELETE,groups/g1/role-mappings/realm,,realm,gatehouse",
    "GROUP,DELETE,groups/g1,,realm,gatehouse",
    "REALM_ROLE,DELETE,roles/support,,realm,gatehouse",
    "REALM_ROLE,DELETE,roles/support/composites,,realm,gatehouse",
    "REALM,ACTION,logout-all,,realm,gatehouse",
    "REALM,ACTION,push-revocation,,realm,gatehouse",
    "REALM,ACTION,testSMTPConnection,,,",
  })
  void whatAnAdministratorDoes(
      String resource,
      String operation,
      String path,
      @Nullable String more,
      @Nullable String target,
      @Nullable String id) {
    Map<String, Object> told = told(more);
    told.putAll(Map.of("resource", resource, "operation", operation, "path", path));

    assertThat(of(told)).isEqualTo(target == null ? List.of() : List.of(target + " " + id));
  }

  @Test
  void aRoleOfAGroupThatIsRemovedTurnsAwayEachOfItsMembersAndNobodyElse() {
    Map<String, Object> told = new HashMap<>();
    told.put("resource", "REALM_ROLE_MAPPING");
    told.put("operation", "DELETE");
    told.put("path", "groups/g1/role-mappings/realm");
    told.put("members", List.of("u1", "u2"));

    assertThat(of(told)).containsExactly("user u1", "user u2");
  }

  private List<String> of(Map<String, Object> told) {
    return consequences.of(new KeycloakAct(told)).stream()
        .map(one ->
            one.target().word()
                + " "
                + one.id()
                + (one.client() == null ? "" : " at " + one.client()))
        .toList();
  }

  private static Map<String, Object> told(@Nullable String more) {
    Map<String, Object> told = new HashMap<>();
    if (more != null) {
      Arrays.stream(more.split(";"))
          .map(pair -> pair.split("=", 2))
          .forEach(pair ->
              told.put(
                  pair[0],
                  pair[0].equals("disabled") ? (Object) Boolean.valueOf(pair[1]) : pair[1]));
    }
    return told;
  }
}
