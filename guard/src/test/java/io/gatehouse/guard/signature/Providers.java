package io.gatehouse.guard.signature;

import java.util.List;

/** For tests that must hold whoever does the arithmetic. */
public final class Providers {

  private Providers() {}

  /** The JDK, and the native one where it loads. */
  public static List<SignatureProvider> both() {
    SignatureProvider best = SignatureProvider.nativeOrJdk();
    return best.isNative()
        ? List.of(SignatureProvider.jdk(), best)
        : List.of(SignatureProvider.jdk());
  }
}
