package com.example.insights;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The clock of whoever asks for one. */
final class SystemTime {

  private SystemTime() {}

  @Produces
  @Singleton
  static InstantSource clock() {
    return InstantSource.system();
  }
}
