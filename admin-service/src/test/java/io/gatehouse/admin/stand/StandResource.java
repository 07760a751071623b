package io.gatehouse.admin.stand;

import com.sun.net.httpserver.HttpServer;
import io.gatehouse.testkit.RedisResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Starts everything around the dashboard for one test run. */
public final class StandResource implements QuarkusTestResourceLifecycleManager {

  /** Where the tests tell the stand-ins what to do. */
  public static final String CONTROL = "gatehouse.test.control";

  private final RedisResource redis = new RedisResource();
  private @Nullable HttpServer server;
  private @Nullable CutOff cutOff;

  @Override
  public Map<String, String> start() {
    try {
      URI real = URI.create(redis.start().get("quarkus.redis.hosts"));
      CutOff wire = new CutOff(real.getPort());
      cutOff = wire;
      HttpServer http =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      String url = "http://localhost:" + http.getAddress().getPort();
      Provider provider = new Provider(url);
      provider.serve(http);
      new Keeper().serve(http);
      new RealmAdmin(provider::adminUp).serve(http);
      wire.serve(http);
      http.start();
      server = http;
      Map<String, String> config = new HashMap<>();
      config.put("gatehouse.urls.keycloak", url);
      config.put("gatehouse.urls.auth-service", url);
      config.put("quarkus.redis.hosts", "redis://localhost:" + wire.port());
      config.put(CONTROL, url);
      return config;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stop(0);
    }
    if (cutOff != null) {
      cutOff.close();
    }
    redis.stop();
  }
}
