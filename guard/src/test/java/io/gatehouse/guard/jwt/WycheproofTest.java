package io.gatehouse.guard.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.guard.signature.Providers;
import io.gatehouse.guard.signature.SignatureProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The JWS vectors of Project Wycheproof (C2SP), as data for the verifier. They lie beside the
 * project and are not part of it: where they are absent, this says so and is skipped.
 */
class WycheproofTest {

  private static final AlgorithmConstraints ALL =
      TrustedIssuer.allow(
          Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"));

  @TestFactory
  List<DynamicTest> everyVectorIsJudgedRight() throws IOException {
    Path file = vectors();
    assumeTrue(file != null, "no ../shared/data/wycheproof beside the project: vectors skipped");
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode group : new ObjectMapper().readTree(Files.readAllBytes(file)).get("testGroups")) {
      JsonNode jwk = group.has("public") ? group.get("public") : group.get("private");
      for (JsonNode test : group.get("tests")) {
        String name = test.get("tcId") + " " + group.get("comment") + " " + test.get("comment");
        boolean good =
            test.get("result").asText().equals("valid")
                // A symmetric key can sign whatever it verifies: here every one is refused.
                && !jwk.get("kty").asText().equals("oct")
                // Stricter than the vectors: a key published for PS256 verifies no PS384.
                && !test.get("comment").asText().matches("Figure20|Figure27");
        for (SignatureProvider provider : Providers.both()) {
          tests.add(
              dynamicTest(
                  name + ", " + provider,
                  () -> assertEquals(good, verifies(jwk, test.get("jws"), provider), name)));
        }
      }
    }
    return tests;
  }

  private static boolean verifies(JsonNode jwk, JsonNode jws, SignatureProvider provider)
      throws Exception {
    CompactJws parsed = CompactJws.parse(jws.isTextual() ? jws.asText() : jws.toString());
    if (parsed == null) {
      return false;
    }
    KeySet keys = KeySet.parse("{\"keys\":[" + jwk + "]}");
    KeySet.Entry key = keys.get(jwk.path("kid").asText());
    return key != null && parsed.isSignedBy(key, ALL, provider);
  }

  private static @Nullable Path vectors() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path file = at.resolve("../shared/data/wycheproof/json_web_signature_test.json");
      if (Files.exists(file)) {
        return file;
      }
    }
    return null;
  }
}
