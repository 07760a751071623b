package io.gatehouse.orders.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.orders.catalog.CatalogPages.Sent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** The cache of this process, started and stopped with it. */
@Singleton
class CatalogCache {

  private final SharedPages shared;
  private final CatalogPages pages;

  CatalogCache(Redis redis, Vertx vertx, ObjectMapper json) {
    shared = new SharedPages(redis, vertx);
    pages = new CatalogPages(shared, json);
  }

  void start(@Observes StartupEvent event) {
    shared.listen(pages::begin);
  }

  void stop(@Observes ShutdownEvent event) {
    shared.close();
  }

  Sent page(String name, Supplier<?> read) {
    return pages.page(name, read);
  }

  /** To be called when a change is committed. */
  void changed() {
    shared.changed();
    // After Redis, so that nobody here finds the old shelf under the new generation.
    pages.begin();
  }
}
