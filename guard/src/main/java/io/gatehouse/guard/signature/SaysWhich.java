package io.gatehouse.guard.signature;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** One line at start: an operator who wonders about the speed finds the reason. */
@ApplicationScoped
class SaysWhich {

  private static final Logger LOG = Logger.getLogger(SaysWhich.class);

  void start(@Observes StartupEvent event) {
    LOG.infof("signatures by %s", SignatureProvider.best());
  }
}
