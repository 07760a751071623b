package io.gatehouse.auth.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.guard.apikey.ApiKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The rule for scanners that docs/leaks.md gives. */
class DetectionRuleTest {

  private static final SecureRandom RANDOM = new SecureRandom();

  private static Pattern rule() throws IOException {
    String text = Files.readString(Path.of("..", "docs", "leaks.md"));
    Matcher regex = Pattern.compile("regex = '''(.+)'''").matcher(text);
    assertTrue(regex.find(), "docs/leaks.md has a rule");
    return Pattern.compile(regex.group(1));
  }

  @Test
  void ruleFindsEveryKeyWhereverItStands() throws IOException {
    Pattern rule = rule();
    for (int i = 0; i < 1000; i++) {
      String key = ApiKey.generate(i % 2 == 0 ? "live" : "test", RANDOM).reveal();
      for (String text :
          List.of(key, "KEY=" + key, "\"" + key + "\",", "Bearer " + key + "\n", "(" + key + ")")) {
        Matcher found = rule.matcher(text);
        assertTrue(found.find(), text);
        assertEquals(key, found.group(1));
      }
    }
  }

  @Test
  void ruleFindsNothingElse() throws IOException {
    Pattern rule = rule();
    String key = ApiKey.generate("live", RANDOM).reveal();
    for (String text :
        List.of(
            key.substring(0, key.length() - 1),
            key + "x",
            "x" + key,
            key.replace("gk_live_", "gk_prod_"),
            key.substring(0, 30) + "-" + key.substring(31))) {
      assertFalse(rule.matcher(text).find(), text);
    }
  }
}
