package io.gatehouse.guard.time;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The system's clock, unless the application has an {@link InstantSource} of its own. */
@Dependent
class SystemTime {

  @Produces
  @DefaultBean
  @Singleton
  InstantSource system() {
    return InstantSource.system();
  }
}
