package io.gatehouse.auth.key;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.guard.apikey.ApiKey;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeppersTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String STRONG = Base64.getEncoder().encodeToString(new byte[32]);

  static KeysConfig config(Map<String, String> properties) {
    Map<String, String> named = new HashMap<>();
    properties.forEach((name, value) -> named.put("gatehouse.keys." + name, value));
    return new SmallRyeConfigBuilder()
        .withMapping(KeysConfig.class)
        .withValidateUnknown(false)
        .withDefaultValues(named)
        .build()
        .getConfigMapping(KeysConfig.class);
  }

  private static Peppers peppers(String version, String... versionsAndTexts) {
    Map<String, String> properties = new HashMap<>(Map.of("pepper-version", version));
    for (int i = 0; i < versionsAndTexts.length; i += 2) {
      properties.put("peppers." + versionsAndTexts[i], versionsAndTexts[i + 1]);
    }
    return new Peppers(config(properties));
  }

  @Test
  void hashDependsOnPepperIdEnvironmentAndSecret() {
    Peppers peppers = peppers("1", "1", "demo-one", "2", "demo-two");
    ApiKey key = ApiKey.generate("test", RANDOM);
    byte[] hash = peppers.hash("1", key);
    assertEquals(32, hash.length);
    assertArrayEquals(hash, peppers.hash("1", key));
    assertFalse(Arrays.equals(hash, peppers.hash("2", key)));
    assertFalse(Arrays.equals(hash, peppers.hash("1", ApiKey.generate("test", key.id(), RANDOM))));
    ApiKey live = withSecret("live", key.id(), key.secret());
    assertFalse(Arrays.equals(hash, peppers.hash("1", live)), "environment is hashed too");
    ApiKey other = withSecret("test", "0000000000000000", key.secret());
    assertFalse(
        Arrays.equals(hash, peppers.hash("1", other)), "a hash copied to another row is worthless");
  }

  private static ApiKey withSecret(String environment, String id, String secret) {
    String body = "gk_" + environment + "_" + id + secret;
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    crc.update(body.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    String alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    StringBuilder checksum = new StringBuilder();
    for (long value = crc.getValue(), i = 0; i < 6; i++, value /= 62) {
      checksum.insert(0, alphabet.charAt((int) (value % 62)));
    }
    return java.util.Objects.requireNonNull(ApiKey.parse(body + checksum));
  }

  @Test
  void missingShortOrMalformedPepperIsRefusedByItsName() {
    for (String[] bad :
        new String[][] {
          {"2", STRONG},
          {"1", Base64.getEncoder().encodeToString(new byte[31])},
          {"1", "not base64!"},
          {"1", "file:/does/not/exist"}
        }) {
      String told =
          String.valueOf(
              assertThrows(IllegalStateException.class, () -> peppers("1", bad[0], bad[1]))
                  .getMessage());
      assertTrue(told.contains("gatehouse.keys.peppers.1"), told);
      assertFalse(told.contains(bad[1]), "the value is not told");
    }
  }

  @Test
  void pepperCanBeReadFromAFile(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("pepper"), STRONG + "\n");
    ApiKey key = ApiKey.generate("test", RANDOM);
    assertArrayEquals(
        peppers("1", "1", STRONG).hash("1", key), peppers("1", "1", "file:" + file).hash("1", key));
  }
}
