package io.gatehouse.dev.part;

import io.gatehouse.dev.stack.Addresses;
import io.gatehouse.dev.stack.Layout;
import io.gatehouse.dev.stack.Part;
import io.gatehouse.dev.stack.Port;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One of our own services, in the local profile.
 *
 * @param database its database, if it has one
 */
public record Service(
    String name,
    Set<String> needs,
    Port port,
    @Nullable String database,
    Layout layout,
    Addresses addresses)
    implements Part {

  private static final int HEAP_MEGABYTES = 192;

  @Override
  public List<Port> ports() {
    return List.of(port);
  }

  @Override
  public String address() {
    return addresses.url(port);
  }

  @Override
  public ProcessBuilder launch() {
    List<String> command = JavaCommand.withHeap(HEAP_MEGABYTES);
    command.addAll(
        List.of(
            "-Dquarkus.profile=local",
            "-Dquarkus.http.host=127.0.0.1",
            // It would say at every question of ours that it is not ready yet.
            "-Dquarkus.log.category.\"io.smallrye.health\".level=WARN",
            "-Dquarkus.http.port=" + addresses.port(port),
            "-jar",
            layout.app(name).resolve("quarkus-run.jar").toString()));
    ProcessBuilder builder = new ProcessBuilder(command).directory(layout.home().toFile());
    JavaCommand.clean(builder);
    Map<String, String> environment = builder.environment();
    environment.putAll(addresses.environment());
    environment.put("QUARKUS_REDIS_HOSTS", addresses.redis());
    if (database != null) {
      environment.put("QUARKUS_DATASOURCE_JDBC_URL", addresses.jdbc(database));
    }
    return builder;
  }

  @Override
  public Duration pollInterval() {
    return HttpProbe.INTERVAL;
  }

  @Override
  public boolean isReady() {
    return HttpProbe.isOk("http://127.0.0.1:" + addresses.port(port) + "/q/health/ready");
  }
}
