package io.gatehouse.guard.signature;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jose4j.jca.ProviderContext;
import org.jspecify.annotations.Nullable;

/**
 * Makes and checks signatures for jose4j. Nothing else in the process changes: the native provider
 * is added behind those of the JDK and used only by name. Immutable, for any number of threads.
 */
public final class SignatureProvider {

  private static final SignatureProvider JDK =
      new SignatureProvider(null, "the JDK (gatehouse.guard.native-crypto is false)");

  private final @Nullable Provider nativeOne;
  private final String description;
  private final ProviderContext context = new ProviderContext();

  private SignatureProvider(@Nullable Provider nativeOne, String description) {
    this.nativeOne = nativeOne;
    this.description = description;
    if (nativeOne != null) {
      context.getSuppliedKeyProviderContext().setSignatureProvider(nativeOne.getName());
    }
  }

  private static final class Chosen {
    static final SignatureProvider BEST =
        ConfigProvider.getConfig()
                .getOptionalValue("gatehouse.guard.native-crypto", Boolean.class)
                .orElse(true)
            ? nativeOrJdk()
            : JDK;
  }

  /** The quickest that works here; found out once. */
  public static SignatureProvider best() {
    return Chosen.BEST;
  }

  static SignatureProvider jdk() {
    return JDK;
  }

  static SignatureProvider nativeOrJdk() {
    try {
      AmazonCorrettoCryptoProvider amazon = AmazonCorrettoCryptoProvider.INSTANCE;
      Throwable fault = amazon.getLoadingError();
      if (fault != null) {
        return new SignatureProvider(null, "the JDK (no native library: " + fault + ")");
      }
      amazon.assertHealthy();
      Security.addProvider(amazon);
      return new SignatureProvider(amazon, amazon.getName() + " " + amazon.getVersionStr());
    } catch (RuntimeException | LinkageError e) {
      // Another processor, a /tmp that forbids execution, no such jar: slower, and no worse.
      return new SignatureProvider(null, "the JDK (no native library: " + e + ")");
    }
  }

  /** Whether the native library does the work. */
  public boolean isNative() {
    return nativeOne != null;
  }

  /** For jose4j's {@code setProviderContext}. */
  public ProviderContext context() {
    return context;
  }

  /** The same key, ready for this provider: else it would be translated for each signature. */
  public PublicKey prepare(PublicKey key) {
    return translate(key) instanceof PublicKey prepared ? prepared : key;
  }

  /** The same key, ready for this provider. */
  public PrivateKey prepare(PrivateKey key) {
    return translate(key) instanceof PrivateKey prepared ? prepared : key;
  }

  private Key translate(Key key) {
    if (nativeOne == null) {
      return key;
    }
    try {
      return KeyFactory.getInstance(key.getAlgorithm(), nativeOne).translateKey(key);
    } catch (GeneralSecurityException | RuntimeException e) {
      // A kind that it does not know is refused, or not, when a signature is asked for.
      return key;
    }
  }

  /** Which it is and, if it is not the native one, why. */
  @Override
  public String toString() {
    return description;
  }
}
