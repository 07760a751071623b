package io.gatehouse.dev.command;

import io.gatehouse.dev.login.DeviceLogin;
import io.gatehouse.dev.stack.Layout;
import io.gatehouse.dev.stack.PartRecord;
import io.gatehouse.dev.stack.Records;
import io.gatehouse.dev.stack.Refusal;
import io.gatehouse.dev.stack.State;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** An access token of a demo person, from the local Keycloak, on standard output. */
@Command(name = "token")
public final class TokenCommand implements Callable<Integer> {

  private static final List<String> PEOPLE = List.of("alice", "bob", "sam", "ada");

  /** All that gatehouse-cli may ask for; the realm gives each person what their role allows. */
  private static final String ALL =
      "orders:read orders:write keys:read keys:write revocations:write";

  @Parameters(arity = "1")
  String name = "";

  @Option(names = "--scope", defaultValue = ALL)
  String scope = ALL;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!PEOPLE.contains(name)) {
      throw new Refusal(
          "Only the demo people have a token here: " + String.join(", ", PEOPLE) + ".");
    }
    PartRecord keycloak =
        new Records(Layout.ofEnvironment().run())
            .find("keycloak")
            .filter(record -> record.stateNow() == State.READY)
            .orElseThrow(() -> new Refusal("Keycloak is not up: ./gatehouse up starts the stack."));
    System.out.println(
        new DeviceLogin(keycloak.address() + "/realms/gatehouse")
            .login(name, "demo-" + name + "-password", "openid " + scope));
    return 0;
  }
}
