package io.gatehouse.dev.command;

import io.gatehouse.dev.part.Parts;
import io.gatehouse.dev.stack.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Names that a person may give on the command line. */
final class PartNames {

  static final String LAUNCHER = "launcher";

  private PartNames() {}

  static List<String> parts() {
    List<String> names = new ArrayList<>(List.of("postgres", "redis", "keycloak"));
    Parts.APPLICATIONS.forEach(folder -> names.add(Path.of(folder).getFileName().toString()));
    names.add("spa");
    return names;
  }

  static String known(String name) {
    if (!parts().contains(name)) {
      throw new Refusal(
          "There is no part \"%s\". Parts: %s.".formatted(name, String.join(", ", parts())));
    }
    return name;
  }
}
