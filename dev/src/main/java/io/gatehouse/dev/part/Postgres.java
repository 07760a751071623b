package io.gatehouse.dev.part;

import io.gatehouse.dev.install.Folders;
import io.gatehouse.dev.install.PostgresProgram;
import io.gatehouse.dev.machine.Root;
import io.gatehouse.dev.stack.Addresses;
import io.gatehouse.dev.stack.Layout;
import io.gatehouse.dev.stack.Part;
import io.gatehouse.dev.stack.Port;
import io.gatehouse.dev.stack.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** PostgreSQL with one database and one role for each part that keeps something in it. */
public final class Postgres implements Part {

  private static final List<String> DATABASES = List.of("auth", "orders", "keycloak");
  private static final String SUPERUSER = "postgres";

  private final Layout layout;
  private final Addresses addresses;

  public Postgres(Layout layout, Addresses addresses) {
    this.layout = layout;
    this.addresses = addresses;
  }

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public Set<String> needs() {
    return Set.of();
  }

  @Override
  public List<Port> ports() {
    return List.of(Port.POSTGRES);
  }

  @Override
  public String address() {
    return "localhost:" + addresses.port(Port.POSTGRES);
  }

  /** Fast shutdown: does not wait for clients to go. */
  @Override
  public String stopSignal() {
    return "INT";
  }

  @Override
  public ProcessBuilder launch() throws IOException {
    if (!Files.exists(data().resolve("PG_VERSION"))) {
      DatabaseTemplate template = DatabaseTemplate.of(layout);
      if (template.exists()) {
        template.copyTo(layout);
      } else {
        initialize();
      }
    }
    StalePostmaster.remove(data());
    return program(
        "postgres",
        "-D",
        data().toString(),
        "-p",
        Integer.toString(addresses.port(Port.POSTGRES)),
        // No socket file: its path may not be longer than 107 bytes, a checkout's may.
        "-c",
        "unix_socket_directories=",
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        "shared_buffers=64MB");
  }

  @Override
  public boolean isReady() {
    try (Connection connection = connect()) {
      return connection.isValid(1);
    } catch (SQLException | IOException e) {
      return false;
    }
  }

  @Override
  public void onReady() throws IOException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String name : DATABASES) {
        if (!exists(statement, "select 1 from pg_roles where rolname = '" + name + "'")) {
          statement.execute(
              "create role %s login password 'demo-%s-db-password'".formatted(name, name));
        }
        if (!exists(statement, "select 1 from pg_database where datname = '" + name + "'")) {
          statement.execute("create database %s owner %s".formatted(name, name));
        }
      }
    } catch (SQLException e) {
      throw new IOException("databases cannot be created", e);
    }
  }

  /** Beside its place first: a launcher killed in the middle leaves nothing half made. */
  private void initialize() throws IOException {
    Path fresh = data().resolveSibling("postgres.new");
    Folders.remove(fresh);
    Folders.remove(data());
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    Files.deleteIfExists(passwordFile());
    Files.createFile(
        passwordFile(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(passwordFile(), HexFormat.of().formatHex(random));
    Path log = layout.log("postgres-init");
    try {
      int exitCode =
          program(
                  "initdb",
                  "-D",
                  fresh.toString(),
                  "-U",
                  SUPERUSER,
                  "--auth=scram-sha-256",
                  "--pwfile=" + passwordFile(),
                  "--encoding=UTF8",
                  "--locale=C",
                  "--locale-provider=builtin",
                  "--builtin-locale=C.UTF-8",
                  "--no-sync")
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start()
              .waitFor();
      if (exitCode != 0) {
        throw new Refusal("PostgreSQL could not make its data folder. Its log: " + log);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("Interrupted.", e);
    }
    Files.move(fresh, data());
  }

  private ProcessBuilder program(String name, String... arguments) {
    List<String> command = new ArrayList<>(Root.disguise());
    command.add(PostgresProgram.bin(layout).resolve(name).toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(variable -> variable.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    return builder;
  }

  private Connection connect() throws SQLException, IOException {
    DriverManager.setLoginTimeout(2);
    return DriverManager.getConnection(
        addresses.jdbc("postgres"), SUPERUSER, Files.readString(passwordFile()));
  }

  private static boolean exists(Statement statement, String query) throws SQLException {
    try (var rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }

  private Path data() {
    return layout.data("postgres");
  }

  private Path passwordFile() {
    return layout.data("postgres-superuser-password");
  }
}
