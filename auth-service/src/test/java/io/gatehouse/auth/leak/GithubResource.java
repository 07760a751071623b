package io.gatehouse.auth.leak;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Publishes keys as GitHub does, and signs as it does. */
public final class GithubResource implements QuarkusTestResourceLifecycleManager {

  /** The key that is published under this id. */
  static final String KEY_ID = "key-of-this-test";

  /** The application and its test see different copies of this class: what they share is this. */
  private static final String PRIVATE = "gatehouse.test.github.private-key";

  private @Nullable HttpServer server;

  @Override
  public Map<String, String> start() {
    try {
      KeyPair pair = pair();
      System.setProperty(
          PRIVATE, Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
      byte[] body = published(pair).getBytes(StandardCharsets.UTF_8);
      HttpServer made =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      made.createContext(
          "/",
          exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      made.start();
      server = made;
      return Map.of(
          "gatehouse.leaks.github.keys", "http://localhost:" + made.getAddress().getPort() + "/");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String published(KeyPair pair) {
    String pem =
        "-----BEGIN PUBLIC KEY-----\\n"
            + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded())
            + "\\n-----END PUBLIC KEY-----\\n";
    return "{\"public_keys\":[{\"key_identifier\":\""
        + KEY_ID
        + "\",\"key\":\""
        + pem
        + "\",\"is_current\":true}]}";
  }

  static String sign(byte[] body) {
    try {
      return sign(
          body,
          KeyFactory.getInstance("EC")
              .generatePrivate(
                  new PKCS8EncodedKeySpec(
                      Base64.getDecoder().decode(System.getProperty(PRIVATE)))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String sign(byte[] body, PrivateKey key) {
    try {
      Signature signer = Signature.getInstance("SHA256withECDSA");
      signer.initSign(key);
      signer.update(body);
      return Base64.getEncoder().encodeToString(signer.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
