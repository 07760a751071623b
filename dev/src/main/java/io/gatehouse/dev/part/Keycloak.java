package io.gatehouse.dev.part;

import io.gatehouse.dev.install.KeycloakProgram;
import io.gatehouse.dev.stack.Addresses;
import io.gatehouse.dev.stack.Layout;
import io.gatehouse.dev.stack.Part;
import io.gatehouse.dev.stack.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keycloak with the realm of {@code keycloak/realm} and the demo people. */
public final class Keycloak implements Part {

  static final String ADMIN_PASSWORD = "demo-keycloak-admin-password";

  private static final int HEAP_MEGABYTES = 384;

  private final Layout layout;
  private final Addresses addresses;
  private final StartupCache cache;

  public Keycloak(Layout layout, Addresses addresses, StartupCache cache) {
    this.layout = layout;
    this.addresses = addresses;
    this.cache = cache;
  }

  @Override
  public String name() {
    return "keycloak";
  }

  @Override
  public Set<String> needs() {
    return Set.of("postgres");
  }

  @Override
  public List<Port> ports() {
    return List.of(Port.KEYCLOAK, Port.KEYCLOAK_MANAGEMENT);
  }

  @Override
  public String address() {
    return addresses.url(Port.KEYCLOAK);
  }

  /**
   * Java is started directly: {@code kc.sh} would stay beside it as a second process. The options
   * are the ones that it would give.
   */
  @Override
  public ProcessBuilder launch() throws IOException {
    Path home = home();
    List<String> command = JavaCommand.withHeap(HEAP_MEGABYTES);
    command.addAll(cache.flags());
    command.addAll(
        List.of(
            "-Dfile.encoding=UTF-8",
            "-Duser.language=en",
            "-Duser.country=US",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
            "-Dpicocli.disable.closures=true",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-Dkc.home.dir=" + home,
            "-Djboss.server.config.dir=" + home.resolve("conf"),
            "-cp",
            // Not through the link in home: the start-up cache is bound to the class path's name.
            KeycloakProgram.folder(layout).resolve("lib/quarkus-run.jar").toString(),
            "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
            "start",
            "--optimized",
            "--import-realm"));
    ProcessBuilder builder = new ProcessBuilder(command);
    JavaCommand.clean(builder);
    Map<String, String> environment = builder.environment();
    environment.putAll(addresses.environment());
    // What Keycloak itself calls: back-channel logout.
    environment.put("GATEHOUSE_INTERNAL_AUTH_SERVICE", addresses.url(Port.AUTH_SERVICE));
    environment.put("GATEHOUSE_INTERNAL_ADMIN_SERVICE", addresses.url(Port.ADMIN_SERVICE));
    environment.putAll(DemoSecrets.ofClients());
    environment.put("KC_DB_URL", addresses.jdbc("keycloak"));
    environment.put("KC_DB_USERNAME", "keycloak");
    environment.put("KC_DB_PASSWORD", "demo-keycloak-db-password");
    // One Keycloak alone. Clustered, it would listen on the network for others, and those of two
    // checkouts would join and share their logins.
    environment.put("KC_CACHE", "local");
    environment.put("KC_LOG_LEVEL", "info,io.smallrye.health:warn");
    environment.put("KC_HTTP_ENABLED", "true");
    environment.put("KC_HTTP_HOST", "127.0.0.1");
    environment.put("KC_HTTP_PORT", Integer.toString(addresses.port(Port.KEYCLOAK)));
    environment.put(
        "KC_HTTP_MANAGEMENT_PORT", Integer.toString(addresses.port(Port.KEYCLOAK_MANAGEMENT)));
    environment.put("KC_HOSTNAME", addresses.url(Port.KEYCLOAK));
    environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
    environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN_PASSWORD);
    return builder;
  }

  @Override
  public Duration pollInterval() {
    return HttpProbe.INTERVAL;
  }

  @Override
  public boolean isReady() {
    return HttpProbe.isOk(
        "http://127.0.0.1:" + addresses.port(Port.KEYCLOAK_MANAGEMENT) + "/health/ready");
  }

  @Override
  public void onReady() throws IOException {
    new ImportedRealm(layout).remember();
  }

  /** Writing the start-up cache is part of the end of the run that it is made from. */
  @Override
  public Duration patienceToStop() {
    return cache.isRecorded() ? Duration.ofMinutes(4) : Duration.ofSeconds(20);
  }

  /** A home of this stack's own around the one unpacked program: two stacks may share that. */
  private Path home() throws IOException {
    Path home = layout.home().resolve("keycloak");
    Files.createDirectories(home);
    for (String folder : new String[] {"bin", "conf", "lib", "providers"}) {
      link(home.resolve(folder), KeycloakProgram.folder(layout).resolve(folder));
    }
    // Ours alone: those that it comes with are in its jars.
    link(home.resolve("themes"), layout.root().resolve("keycloak/themes"));
    new ImportedRealm(layout).offer(Files.createDirectories(home.resolve("data/import")));
    return home;
  }

  private static void link(Path link, Path target) throws IOException {
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, target);
  }
}
