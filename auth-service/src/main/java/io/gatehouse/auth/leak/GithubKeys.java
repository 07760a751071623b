package io.gatehouse.auth.leak;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.guard.problem.ErrorCode;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys that GitHub publishes for its secret scanning. */
@ApplicationScoped
class GithubKeys {

  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final int LARGEST = 256 * 1024;
  private static final int P256_BITS = 256;

  /** Their shape; what else they say is none of our business. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Published(@JsonProperty("public_keys") List<One> keys) {

    /** One key, as PEM. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record One(@JsonProperty("key_identifier") String id, String key) {}
  }

  private record Known(Map<String, PublicKey> keys, Instant at) {}

  private final LeakConfig.Github config;
  private final InstantSource clock;
  private final ObjectMapper mapper = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private Known known = new Known(Map.of(), Instant.MIN);
  private Instant tried = Instant.MIN;

  GithubKeys(LeakConfig config, InstantSource clock) {
    this.config = config.github();
    this.clock = clock;
  }

  /**
   * The key of this id; null if GitHub has none.
   *
   * @throws io.gatehouse.guard.problem.ProblemException 403 if its messages are not wanted here,
   *     503 if its keys cannot be had
   */
  synchronized @Nullable PublicKey find(String id) {
    URI address =
        config
            .keys()
            .orElseThrow(
                () -> ErrorCode.FORBIDDEN.because("Reports of GitHub are not taken here."));
    Instant now = clock.instant();
    boolean old = now.isAfter(later(known.at(), config.refresh()));
    boolean mayTry = now.isAfter(later(tried, config.forcedFetchPause()));
    // An unknown id must not be a way to make us fetch at will.
    if ((old || !known.keys().containsKey(id)) && mayTry) {
      tried = now;
      fetch(address, now);
    }
    if (known.keys().isEmpty()) {
      throw ErrorCode.DEPENDENCY_UNAVAILABLE.because(
          "GitHub's keys cannot be had at present. Try again shortly.");
    }
    return known.keys().get(id);
  }

  private void fetch(URI address, Instant now) {
    try {
      HttpResponse<InputStream> response =
          http.send(
              HttpRequest.newBuilder(address)
                  .timeout(TIMEOUT)
                  .header("Accept", "application/json")
                  .build(),
              HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() != 200) {
          throw new IOException("status " + response.statusCode());
        }
        byte[] text = body.readNBytes(LARGEST);
        known = new Known(parse(mapper.readValue(text, Published.class)), now);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      Log.warnf("GitHub's keys were not fetched, the known ones stay: %s", e.getMessage());
    }
  }

  private static Map<String, PublicKey> parse(Published published) throws GeneralSecurityException {
    Map<String, PublicKey> keys = new HashMap<>();
    for (Published.One one : published.keys()) {
      String base64 = one.key().replaceAll("-----[A-Z ]+-----|\\s", "");
      PublicKey key =
          KeyFactory.getInstance("EC")
              .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
      if (key instanceof ECPublicKey curve
          && curve.getParams().getCurve().getField().getFieldSize() == P256_BITS) {
        keys.put(one.id(), key);
      }
    }
    return Map.copyOf(keys);
  }

  /** {@link Instant#MIN} and a duration is still long ago. */
  private static Instant later(Instant at, Duration by) {
    return at.equals(Instant.MIN) ? at : at.plus(by);
  }
}
