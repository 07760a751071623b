package io.gatehouse.auth.leak;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.guard.problem.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The message of GitHub's secret scanning to its partners: a signed list of what was found. */
@ApplicationScoped
class GithubMessage {

  private static final TypeReference<List<Found>> FOUND = new TypeReference<>() {};
  private static final int MOST = 1000;

  /**
   * One thing that was found.
   *
   * @param type the name under which GitHub knows our keys
   * @param url where, may be empty
   * @param source in what: a commit, an issue, …
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Found(
      @Nullable String token,
      @Nullable String type,
      @Nullable String url,
      @Nullable String source) {

    /** For the audit, without what a database does not take. */
    String place() {
      String text = "github " + source + " " + url;
      return text.substring(0, Math.min(500, text.length())).replaceAll("\\p{Cntrl}", " ");
    }

    @Override
    public String toString() {
      return "Found[" + place() + "]";
    }
  }

  /** The answer for one of them. */
  record Label(
      @JsonProperty("token_raw") String token,
      @JsonProperty("token_type") @Nullable String type,
      String label) {

    @Override
    public String toString() {
      return "Label[" + label + "]";
    }
  }

  private final GithubKeys keys;
  private final ObjectMapper mapper = new ObjectMapper();

  GithubMessage(GithubKeys keys) {
    this.keys = keys;
  }

  /**
   * What was found, once the signature over the body (ECDSA P-256 with SHA-256) is GitHub's.
   *
   * @throws io.gatehouse.guard.problem.ProblemException 400 if it cannot be read, 403 if it is not
   *     GitHub's
   */
  List<Found> read(byte[] body, @Nullable String keyId, String signature) {
    PublicKey key = keyId == null || keyId.length() > 200 ? null : keys.find(keyId);
    if (key == null || !isSigned(body, signature, key)) {
      throw ErrorCode.FORBIDDEN.because("The signature is not GitHub's.");
    }
    List<Found> found;
    try {
      found = mapper.readValue(body, FOUND);
    } catch (IOException e) {
      // Its message would quote what was found.
      throw ErrorCode.MALFORMED_REQUEST.because("This is no list of secrets that were found.");
    }
    if (found == null || found.contains(null) || found.size() > MOST) {
      throw ErrorCode.MALFORMED_REQUEST.because("Send from 0 to " + MOST + " findings.");
    }
    return found;
  }

  private static boolean isSigned(byte[] body, String signature, PublicKey key) {
    try {
      Signature verifier = Signature.getInstance("SHA256withECDSA");
      verifier.initVerify(key);
      verifier.update(body);
      return verifier.verify(Base64.getDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }
}
