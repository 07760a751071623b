package io.gatehouse.testkit;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Security;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * RSA by the library that the services use where it loads, else by the JDK. A run signs thousands
 * of tokens, and tests run without the JVM's optimizing compiler: there the JDK takes a hundredth
 * of a second for a signature, and a second for a key.
 */
final class QuickRsa {

  private static final int BITS = 2048;
  private static final @Nullable String PROVIDER = provider();

  /** For jose4j's {@code setProviderContext}; good for RSA alone. */
  static final ProviderContext CONTEXT = context();

  private QuickRsa() {}

  static RsaJsonWebKey newKey() throws JoseException {
    return RsaJwkGenerator.generateJwk(BITS, PROVIDER, null);
  }

  private static ProviderContext context() {
    ProviderContext context = new ProviderContext();
    context.getSuppliedKeyProviderContext().setSignatureProvider(PROVIDER);
    return context;
  }

  private static @Nullable String provider() {
    try {
      AmazonCorrettoCryptoProvider amazon = AmazonCorrettoCryptoProvider.INSTANCE;
      if (amazon.getLoadingError() != null) {
        return null;
      }
      Security.addProvider(amazon);
      return amazon.getName();
    } catch (RuntimeException | LinkageError e) {
      return null;
    }
  }
}
