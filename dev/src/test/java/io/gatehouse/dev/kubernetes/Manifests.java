package io.gatehouse.dev.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The objects of one folder under k8s/, as plain maps and lists. */
record Manifests(Path folder, List<Map<String, Object>> objects) {

  private static final Path K8S = Path.of("../k8s").toAbsolutePath().normalize();

  static Manifests of(String folder) {
    Path path = K8S.resolve(folder);
    List<Map<String, Object>> objects = new ArrayList<>();
    files(path)
        .filter(file -> !file.endsWith("kustomization.yaml"))
        .forEach(file -> objects.addAll(parse(text(file))));
    return new Manifests(path, objects);
  }

  static List<Map<String, Object>> parse(String text) {
    LoaderOptions options = new LoaderOptions();
    // A member that stands twice is one that somebody believes in and nobody gets.
    options.setAllowDuplicateKeys(false);
    List<Map<String, Object>> objects = new ArrayList<>();
    for (Object each : new Yaml(new SafeConstructor(options)).loadAll(text)) {
      objects.add(map(each));
    }
    return objects;
  }

  Map<String, Object> kustomization() {
    return parse(text(folder.resolve("kustomization.yaml"))).getFirst();
  }

  List<Map<String, Object>> kind(String kind) {
    return objects.stream().filter(object -> kind.equals(object.get("kind"))).toList();
  }

  /** All that is written in the folder, comments too. */
  String everything() {
    StringBuilder all = new StringBuilder();
    files(folder).forEach(file -> all.append(text(file)));
    return all.toString();
  }

  List<String> fileNames() {
    return files(folder).map(file -> file.getFileName().toString()).toList();
  }

  /** What is at this path of names, or null. */
  static @Nullable Object at(@Nullable Object node, String... path) {
    Object here = node;
    for (String name : path) {
      here = here instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return here;
  }

  static int number(@Nullable Object node) {
    return (int) Objects.requireNonNull(node);
  }

  static List<?> list(@Nullable Object node) {
    return node == null ? List.of() : (List<?>) node;
  }

  static String name(Object object) {
    return String.valueOf(Objects.requireNonNull(at(object, "metadata", "name")));
  }

  static Object pod(Object deployment) {
    return Objects.requireNonNull(at(deployment, "spec", "template", "spec"));
  }

  static Object container(Object deployment) {
    List<?> containers = list(at(pod(deployment), "containers"));
    if (containers.size() != 1) {
      throw new AssertionError(name(deployment) + " has " + containers.size() + " containers");
    }
    return Objects.requireNonNull(containers.getFirst());
  }

  @SuppressWarnings("unchecked") // YAML's maps have names for keys, or are no manifest of ours
  private static Map<String, Object> map(Object object) {
    return (Map<String, Object>) object;
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
