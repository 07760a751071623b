package io.gatehouse.guard.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Security;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Map;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.Test;

class SignatureProviderTest {

  private static final Map<String, KeyPair> PAIRS = Map.of("RS256", rsa(), "ES256", p256());

  @Test
  void whatOneProviderSignsTheOtherVerifies() throws Exception {
    for (Map.Entry<String, KeyPair> pair : PAIRS.entrySet()) {
      for (SignatureProvider signer : Providers.both()) {
        for (SignatureProvider verifier : Providers.both()) {
          String text = sign(pair.getKey(), pair.getValue(), signer);
          assertTrue(verifies(text, pair.getValue(), verifier), signer + " -> " + verifier);
          String other = text.substring(0, text.length() - 10) + "AAAAAAAAAA";
          assertFalse(verifies(other, pair.getValue(), verifier), "a changed signature");
        }
      }
    }
  }

  @Test
  void preparedKeyIsTheSameKey() throws Exception {
    for (KeyPair pair : PAIRS.values()) {
      for (SignatureProvider provider : Providers.both()) {
        assertEquals(
            provider.prepare(pair.getPublic()),
            provider.prepare(pair.getPublic()),
            "one that leaves a key set is told from one that stays");
        assertNotEquals(
            provider.prepare(pair.getPublic()), provider.prepare(rsa().getPublic()), "another");
      }
    }
    KeyPair pair = rsa();
    assertSame(pair.getPublic(), SignatureProvider.jdk().prepare(pair.getPublic()));
  }

  @Test
  void nativeOneIsUsedByNameAndTakesNothingElseOver() throws Exception {
    SignatureProvider best = SignatureProvider.nativeOrJdk();
    assumeTrue(best.isNative(), "no native library here: " + best);
    assertEquals("SunRsaSign", Signature.getInstance("SHA256withRSA").getProvider().getName());
    assertEquals(
        "AmazonCorrettoCryptoProvider",
        best.context().getSuppliedKeyProviderContext().getSignatureProvider());
    assertEquals(
        Security.getProviders()[Security.getProviders().length - 1].getName(),
        "AmazonCorrettoCryptoProvider");
  }

  private static String sign(String algorithm, KeyPair pair, SignatureProvider provider)
      throws Exception {
    JsonWebSignature jws = new JsonWebSignature();
    jws.setPayload("{}");
    jws.setAlgorithmHeaderValue(algorithm);
    jws.setProviderContext(provider.context());
    jws.setKey(provider.prepare(pair.getPrivate()));
    return jws.getCompactSerialization();
  }

  private static boolean verifies(String text, KeyPair pair, SignatureProvider provider)
      throws Exception {
    JsonWebSignature jws = new JsonWebSignature();
    jws.setCompactSerialization(text);
    jws.setProviderContext(provider.context());
    jws.setKey(provider.prepare(pair.getPublic()));
    return jws.verifySignature();
  }

  private static KeyPair rsa() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair p256() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
