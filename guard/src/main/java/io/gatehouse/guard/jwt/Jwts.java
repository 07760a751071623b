package io.gatehouse.guard.jwt;

import io.gatehouse.guard.GuardConfig;
import io.gatehouse.guard.credential.OwnContext;
import io.gatehouse.guard.problem.ErrorCode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Verification as the rest of guard uses it: from memory where it can, never blocking. */
@Singleton
public class Jwts {

  private final JwtVerifier verifier;
  private final JwtVerifier anyAudience;
  private final TokenMemory memory;

  Jwts(Issuers issuers, GuardConfig config, InstantSource clock) {
    this.memory = new TokenMemory(config.rememberedTokens(), clock);
    Map<String, TrustedIssuer> byIss = new HashMap<>();
    for (TrustedIssuer issuer : issuers.ofCallers()) {
      byIss.put(issuer.issuer(), issuer);
      issuer.keys().onChange(keys -> memory.keepOnlySignedBy(issuer.issuer(), keys));
    }
    int longest = (int) config.maxTokenSize().asLongValue();
    TokenPolicy policy = new TokenPolicy(config.clockSkew());
    this.verifier = new JwtVerifier(byIss, config.audience(), longest, policy, clock);
    this.anyAudience = new JwtVerifier(byIss, null, longest, policy, clock);
  }

  /** The token if it verified before: no signature, no waiting. */
  public @Nullable VerifiedToken remembered(Fingerprint hash) {
    return memory.get(hash);
  }

  /**
   * Whether a token is good that is not remembered; never {@link JwtVerdict.KeyUnknown}.
   *
   * @param hash of this token; it is remembered under it if it is good
   */
  public Uni<JwtVerdict> verify(String token, Fingerprint hash) {
    JwtVerdict verdict = remember(hash, verifier.verify(token));
    if (verdict instanceof JwtVerdict.KeyUnknown(Uni<?> fetched, JwtVerdict otherwise)) {
      return OwnContext.resume(fetched.onFailure().recoverWithNull())
          .map(done -> settle(remember(hash, verifier.verify(token))));
    }
    return Uni.createFrom().item(verdict);
  }

  /**
   * Whether a token is good, whichever service it is meant for: for who is asked about a token,
   * never to let a caller in. Nothing is remembered. Never {@link JwtVerdict.KeyUnknown}.
   */
  public Uni<JwtVerdict> verifyForAnyAudience(String token) {
    JwtVerdict verdict = anyAudience.verify(token);
    if (verdict instanceof JwtVerdict.KeyUnknown(Uni<?> fetched, JwtVerdict otherwise)) {
      return OwnContext.resume(fetched.onFailure().recoverWithNull())
          .map(done -> settle(anyAudience.verify(token)));
    }
    return Uni.createFrom().item(verdict);
  }

  private JwtVerdict remember(Fingerprint hash, JwtVerdict verdict) {
    if (verdict instanceof JwtVerdict.Verified(VerifiedToken token)) {
      memory.put(hash, token);
    }
    return verdict;
  }

  /** Asked once more is asked enough. */
  private static JwtVerdict settle(JwtVerdict verdict) {
    return verdict instanceof JwtVerdict.KeyUnknown(Uni<?> again, JwtVerdict otherwise)
        ? otherwise
        : verdict;
  }

  /** The fault to answer with while an issuer's keys were never had. */
  public static RuntimeException keysAway() {
    return ErrorCode.DEPENDENCY_UNAVAILABLE.because(
        "The keys of the token's issuer cannot be had at present. Try again shortly.");
  }
}
