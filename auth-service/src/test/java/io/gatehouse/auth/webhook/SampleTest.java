package io.gatehouse.auth.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The shell sample of docs/events.md, run as it stands there. */
class SampleTest {

  private static final byte[] SECRET =
      Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final String BODY = "{\"test\": 2432232314}";

  @Test
  void signatureIsTheOneOfStandardWebhooks() {
    // The example of Standard Webhooks; the value was computed by another program.
    assertEquals(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        Signature.of(SECRET, ID, 1614265330, BODY));
  }

  @Test
  void shellSampleTellsAGoodSignatureFromABadOne() throws Exception {
    String signature = Signature.of(SECRET, ID, 1614265330, BODY);
    assertEquals("good", run(BODY, signature));
    assertEquals("bad", run(BODY + " ", signature));
  }

  private static String run(String body, String signature) throws Exception {
    String page = Files.readString(Path.of("..", "docs", "events.md"));
    Matcher sample = Pattern.compile("(?s)```bash\n(.*?)```").matcher(page);
    sample.find();
    ProcessBuilder shell = new ProcessBuilder("bash", "-c", sample.group(1));
    shell.environment().put("id", ID);
    shell.environment().put("timestamp", "1614265330");
    shell.environment().put("body", body);
    shell.environment().put("secret", Signature.text(SECRET));
    shell.environment().put("signature", signature);
    Process process = shell.redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}
