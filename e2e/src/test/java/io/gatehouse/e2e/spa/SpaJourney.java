package io.gatehouse.e2e.spa;

import io.gatehouse.e2e.desk.Chromium;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Tests with one Chromium for all of a class; passed over where there is no app to look at. */
abstract class SpaJourney {

  static Chromium chromium;

  @BeforeAll
  static void launch() {
    Spa.assumeServed();
    chromium = Chromium.launch();
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
    }
  }
}
