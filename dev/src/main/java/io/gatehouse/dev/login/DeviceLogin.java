package io.gatehouse.dev.login;

import io.gatehouse.dev.stack.Refusal;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The device authorization grant (RFC 8628) of {@code gatehouse-cli}, with the person's part, the
 * login form and the consent page, played by this program. For demo people at the local Keycloak.
 */
public final class DeviceLogin {

  private static final String CLIENT = "gatehouse-cli";
  private static final int ATTEMPTS = 5;

  private final String realm;

  public DeviceLogin(String realm) {
    this.realm = realm;
  }

  /** An access token. */
  public String login(String username, String password, String scope)
      throws IOException, InterruptedException {
    FormBrowser browser = new FormBrowser();
    String device =
        browser
            .post(
                realm + "/protocol/openid-connect/auth/device",
                Map.of("client_id", CLIENT, "scope", scope))
            .body();
    FormBrowser.Page login = browser.get(member(device, "verification_uri_complete"));
    FormBrowser.Page consent =
        browser.submit(login, Map.of("username", username, "password", password));
    if (!consent.body().contains("name=\"accept\"")) {
      throw new Refusal(
          "Keycloak did not let "
              + username
              + " in. ./gatehouse up --fresh resets the demo people.");
    }
    browser.submit(consent, Map.of("accept", "Yes"));
    return redeem(browser, member(device, "device_code"));
  }

  private String redeem(FormBrowser browser, String deviceCode)
      throws IOException, InterruptedException {
    String answer = "";
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      answer =
          browser
              .post(
                  realm + "/protocol/openid-connect/token",
                  Map.of(
                      "client_id", CLIENT,
                      "grant_type", "urn:ietf:params:oauth:grant-type:device_code",
                      "device_code", deviceCode))
              .body();
      if (answer.contains("\"access_token\"")) {
        return member(answer, "access_token");
      }
      TimeUnit.SECONDS.sleep(5);
    }
    throw new Refusal("Keycloak gave no token: " + answer);
  }

  private static String member(String json, String name) {
    Matcher member = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]+)\"").matcher(json);
    if (!member.find()) {
      throw new Refusal("Keycloak's answer has no " + name + ": " + json);
    }
    return member.group(1).replace("\\/", "/");
  }
}
