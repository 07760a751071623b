package io.gatehouse.auth.importing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * bcrypt and Argon2 hashes in their usual written forms, by Bouncy Castle. What would cost more
 * than a few tenths of a second is not taken: each use of a wrong key would cost it again.
 */
final class SlowHash {

  private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$(\\d{2})\\$[./0-9A-Za-z]{53}");
  private static final Pattern ARGON2 =
      Pattern.compile(
          "\\$argon2(id|i|d)\\$v=19\\$m=(\\d{1,6}),t=(\\d{1,2}),p=(\\d)"
              + "\\$([0-9A-Za-z+/]{11,86})\\$([0-9A-Za-z+/]{22,86})");
  private static final int MAX_BCRYPT_COST = 12;
  private static final int MAX_ARGON2_KIB = 64 * 1024;
  private static final int MAX_ARGON2_PASSES = 4;

  private SlowHash() {}

  /** What is wrong with a hash, or null. */
  static @Nullable String complaint(String hash) {
    Matcher bcrypt = BCRYPT.matcher(hash);
    if (bcrypt.matches()) {
      int cost = Integer.parseInt(bcrypt.group(1));
      return cost >= 4 && cost <= MAX_BCRYPT_COST
          ? null
          : "bcrypt's cost must be from 4 to " + MAX_BCRYPT_COST;
    }
    Matcher argon2 = ARGON2.matcher(hash);
    if (!argon2.matches()) {
      return "must be like $2b$10$… or $argon2id$v=19$m=…,t=…,p=…$…$…";
    }
    int memory = Integer.parseInt(argon2.group(2));
    int passes = Integer.parseInt(argon2.group(3));
    int lanes = Integer.parseInt(argon2.group(4));
    boolean fine =
        lanes >= 1
            && memory >= 8 * lanes
            && memory <= MAX_ARGON2_KIB
            && passes >= 1
            && passes <= MAX_ARGON2_PASSES;
    return fine ? null : "Argon2 must have at most m=65536 and t=4";
  }

  /** Whether this is the hash of that text. Slow: call it with a permit. */
  static boolean matches(String hash, String text) {
    if (BCRYPT.matcher(hash).matches()) {
      return OpenBSDBCrypt.checkPassword(hash, text.toCharArray());
    }
    Matcher argon2 = ARGON2.matcher(hash);
    if (!argon2.matches()) {
      return false;
    }
    byte[] wanted = Base64.getDecoder().decode(argon2.group(6));
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(type(argon2.group(1)))
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(Integer.parseInt(argon2.group(2)))
            .withIterations(Integer.parseInt(argon2.group(3)))
            .withParallelism(Integer.parseInt(argon2.group(4)))
            .withSalt(Base64.getDecoder().decode(argon2.group(5)))
            .build());
    byte[] computed = new byte[wanted.length];
    generator.generateBytes(text.getBytes(StandardCharsets.UTF_8), computed);
    return MessageDigest.isEqual(computed, wanted);
  }

  private static int type(String word) {
    return switch (word) {
      case "id" -> Argon2Parameters.ARGON2_id;
      case "i" -> Argon2Parameters.ARGON2_i;
      default -> Argon2Parameters.ARGON2_d;
    };
  }
}
