package io.gatehouse.guard.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gatehouse.testkit.TestIssuer;
import java.util.Set;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetSequenceJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

class KeySetTest {

  @Test
  void onlyPublicSignatureKeysWithAnIdCanBeChosen() throws JoseException {
    RsaJsonWebKey good = TestIssuer.newKey("good");
    RsaJsonWebKey forEncryption = TestIssuer.newKey("enc");
    forEncryption.setUse("enc");
    RsaJsonWebKey nameless = TestIssuer.newKey("x");
    nameless.setKeyId(null);
    OctetSequenceJsonWebKey symmetric = new OctetSequenceJsonWebKey(new HmacKey(new byte[32]));
    symmetric.setKeyId("oct");
    String json =
        new JsonWebKeySet(good, forEncryption, nameless, symmetric)
            .toJson(JsonWebKey.OutputControlLevel.INCLUDE_SYMMETRIC);
    assertEquals(Set.of("good"), KeySet.parse(json).byId().keySet());
  }

  @Test
  void aKeyOfAnUnknownKindDoesNotSpoilTheOthers() throws JoseException {
    String good = TestIssuer.newKey("good").toJson();
    String json = "{\"keys\":[{\"kty\":\"NEW\",\"kid\":\"n\"}," + good + "]}";
    assertEquals(Set.of("good"), KeySet.parse(json).byId().keySet());
  }

  @Test
  void whatIsNoKeySetIsAFault() {
    for (String text : new String[] {"", "[]", "<html>", "{}", "{\"keys\":7}"}) {
      assertThrows(Exception.class, () -> KeySet.parse(text), text);
    }
  }
}
