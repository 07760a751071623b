package io.gatehouse.bench.micro;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How many signatures of tokens one core checks in a second, by the JDK and by Amazon Corretto. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@SuppressWarnings("NullAway.Init") // JMH calls the setup first.
public class SignatureCheck {

  /** By its name in a JWS (RFC 7518 §3.1). */
  @Param({"RS256", "ES256"})
  public String algorithm = "RS256";

  /** Whose arithmetic. */
  @Param({"jdk", "corretto"})
  public String by = "jdk";

  private Signature verifier;
  private PublicKey key;
  private final byte[] text = "x".repeat(600).getBytes(StandardCharsets.US_ASCII);
  private byte[] signature = {};

  /** Signs one text of a token's length, by the JDK. */
  @Setup
  public void sign() throws GeneralSecurityException {
    boolean rsa = algorithm.equals("RS256");
    KeyPairGenerator generator = KeyPairGenerator.getInstance(rsa ? "RSA" : "EC");
    if (rsa) {
      generator.initialize(2048);
    } else {
      generator.initialize(new ECGenParameterSpec("secp256r1"));
    }
    KeyPair pair = generator.generateKeyPair();
    String name = rsa ? "SHA256withRSA" : "SHA256withECDSA";
    Signature signer = Signature.getInstance(name);
    signer.initSign(pair.getPrivate());
    signer.update(text);
    signature = signer.sign();
    Provider provider =
        by.equals("corretto")
            ? AmazonCorrettoCryptoProvider.INSTANCE
            : Security.getProvider(rsa ? "SunRsaSign" : "SunEC");
    verifier = Signature.getInstance(name, provider);
    key = pair.getPublic();
  }

  /** As for each new token: the key is there, the text is new. */
  @Benchmark
  public boolean verified() throws GeneralSecurityException {
    verifier.initVerify(key);
    verifier.update(text);
    if (!verifier.verify(signature)) {
      throw new IllegalStateException("a good signature is refused");
    }
    return true;
  }
}
