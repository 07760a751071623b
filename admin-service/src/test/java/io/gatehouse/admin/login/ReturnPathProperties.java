package io.gatehouse.admin.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ReturnPathProperties {

  @Property
  void whateverIsAskedForStaysOnThisHost(@ForAll String asked) {
    URI there = URI.create("http://localhost:8083").resolve(ReturnPath.of(asked));
    assertThat(there.getAuthority()).isEqualTo("localhost:8083");
  }
}
