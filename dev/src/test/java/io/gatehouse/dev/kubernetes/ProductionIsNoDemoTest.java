package io.gatehouse.dev.kubernetes;

import static io.gatehouse.dev.kubernetes.Manifests.at;
import static io.gatehouse.dev.kubernetes.Manifests.container;
import static io.gatehouse.dev.kubernetes.Manifests.list;
import static io.gatehouse.dev.kubernetes.Manifests.name;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is applied in production holds no secret, knows no demo, and shows the world no more. */
class ProductionIsNoDemoTest {

  private static final Manifests BASE = Manifests.of("base");
  private static final Manifests PRODUCTION = Manifests.of("overlays/production");
  private static final Pattern SECRET_NAME =
      Pattern.compile("SECRET|PASSWORD|PEPPER|_KEY$|REDIS_HOSTS");

  @ParameterizedTest
  @ValueSource(strings = {"base", "overlays/local", "overlays/production"})
  void everyFileIsListedAndEveryListedFileIsThere(String folder) {
    Manifests manifests = Manifests.of(folder);
    Set<String> listed = new HashSet<>();
    for (Object resource : list(manifests.kustomization().get("resources"))) {
      assertTrue(Files.exists(manifests.folder().resolve((String) resource)), folder + resource);
      listed.add((String) resource);
    }
    for (String file : manifests.fileNames()) {
      assertTrue(file.equals("kustomization.yaml") || listed.contains(file), file);
    }
  }

  @Test
  void noSecretAndNoDemoValueIsWritten() {
    for (Manifests manifests : List.of(BASE, PRODUCTION)) {
      assertFalse(manifests.everything().contains("demo-"), manifests.folder().toString());
      assertEquals(List.of(), manifests.kind("Secret"));
      assertFalse(manifests.kustomization().containsKey("secretGenerator"));
      assertFalse(manifests.everything().contains("_PROFILE"), "profile prod is the default");
    }
  }

  @Test
  void whateverIsSecretComesByReference() {
    int seen = 0;
    for (Map<String, Object> part : BASE.kind("Deployment")) {
      for (Object variable : list(at(container(part), "env"))) {
        String name = String.valueOf(at(variable, "name"));
        if (SECRET_NAME.matcher(name).find()) {
          assertNotNull(at(variable, "valueFrom", "secretKeyRef"), name);
          seen++;
        }
      }
    }
    assertTrue(seen >= 15, "the rule looks at nothing any more: " + seen);
  }

  @Test
  void keycloakGetsWhateverTheRealmAsksFor() throws IOException {
    Set<String> given = new HashSet<>();
    Map<String, Object> keycloak =
        BASE.kind("Deployment").stream()
            .filter(part -> name(part).equals("keycloak"))
            .findFirst()
            .orElseThrow();
    list(at(container(keycloak), "env"))
        .forEach(variable -> given.add(String.valueOf(at(variable, "name"))));
    for (Object map : list(at(container(keycloak), "envFrom"))) {
      given.addAll(members(String.valueOf(at(map, "configMapRef", "name"))));
    }
    Set<String> wanted =
        new TreeSet<>(
            Pattern.compile("\\$\\{([A-Z_]+)}")
                .matcher(Files.readString(Path.of("../keycloak/realm/gatehouse-realm.json")))
                .results()
                .map(MatchResult::group)
                .map(placeholder -> placeholder.substring(2, placeholder.length() - 1))
                .toList());

    assertTrue(wanted.size() >= 8, wanted.toString());
    wanted.removeAll(given);
    assertEquals(Set.of(), wanted);
  }

  @Test
  void everyAddressIsHttps() {
    assertEquals(6, addresses().size());
    addresses().forEach((name, url) -> assertTrue(url.startsWith("https://"), name + "=" + url));
  }

  @Test
  void everyImageHasAVersion() {
    Set<String> versioned = new HashSet<>();
    for (Object image : list(PRODUCTION.kustomization().get("images"))) {
      assertTrue(String.valueOf(at(image, "newTag")).matches("\\d.*"), image.toString());
      versioned.add(String.valueOf(at(image, "name")));
    }
    for (Map<String, Object> part : BASE.kind("Deployment")) {
      assertTrue(versioned.contains(String.valueOf(at(container(part), "image"))), name(part));
    }
  }

  /** Health, metrics, Keycloak's console and its realm of administrators are for inside. */
  @Test
  void theWorldReachesNothingThatIsForInside() {
    for (Map<String, Object> ingress : PRODUCTION.kind("Ingress")) {
      assertFalse(list(at(ingress, "spec", "tls")).isEmpty(), name(ingress));
      for (Object rule : list(at(ingress, "spec", "rules"))) {
        List<String> open = new ArrayList<>();
        boolean healthIsShut = false;
        for (Object path : list(at(rule, "http", "paths"))) {
          String prefix = String.valueOf(at(path, "path"));
          if ("nowhere".equals(at(path, "backend", "service", "name"))) {
            healthIsShut |= prefix.equals("/q");
          } else {
            open.add(prefix);
          }
        }
        assertFalse(open.contains("/q") || open.contains("/admin"), open.toString());
        assertTrue(!open.contains("/") || healthIsShut, name(ingress) + " shows its metrics");
        if (name(ingress).equals("keycloak")) {
          assertEquals(List.of("/realms/gatehouse", "/resources"), open);
        }
      }
    }
  }

  @Test
  void everySecretIsListedForTheOperator() throws IOException {
    String handbook = Files.readString(Path.of("../docs/operations.md"));
    for (Map<String, Object> part : BASE.kind("Deployment")) {
      for (Object variable : list(at(container(part), "env"))) {
        Object reference = at(variable, "valueFrom", "secretKeyRef");
        if (reference != null) {
          String row = "`" + at(reference, "name") + "`";
          String key = "`" + at(reference, "key") + "`";
          assertTrue(
              handbook.lines().anyMatch(line -> line.contains(row) && line.contains(key)),
              row + " " + key);
        }
      }
    }
  }

  /** Only where there is a kubectl: the overlays as they would be applied. */
  @ParameterizedTest
  @ValueSource(strings = {"local", "production"})
  void kustomizeMakesOfItWhatWasMeant(String overlay) throws Exception {
    assumeTrue(hasKubectl(), "no kubectl");
    Process kubectl =
        new ProcessBuilder("kubectl", "kustomize", "../k8s/overlays/" + overlay)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String made = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(0, kubectl.waitFor());
    List<Map<String, Object>> objects = Manifests.parse(made);
    boolean local = overlay.equals("local");
    assertEquals(local, made.contains("GATEHOUSE_PROFILE"));
    assertEquals(local, made.contains("demo-"));
    assertTrue(objects.stream().filter(each -> "Deployment".equals(each.get("kind"))).count() >= 4);
    assertFalse(made.contains("image: gatehouse/keycloak\n"), "an image without a version");
  }

  private static boolean hasKubectl() {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
      if (Files.isExecutable(Path.of(folder, "kubectl"))) {
        return true;
      }
    }
    return false;
  }

  /** What a map of settings gives, whether it is written down or generated for production. */
  private static Set<String> members(String configMap) {
    return BASE.kind("ConfigMap").stream()
        .filter(map -> name(map).equals(configMap))
        .findFirst()
        .map(ProductionIsNoDemoTest::members)
        .orElseGet(() -> configMap.equals("gatehouse-addresses") ? addresses().keySet() : Set.of());
  }

  private static Set<String> members(Map<String, Object> configMap) {
    Set<String> members = new HashSet<>();
    if (at(configMap, "data") instanceof Map<?, ?> data) {
      data.keySet().forEach(member -> members.add(String.valueOf(member)));
    }
    return members;
  }

  private static Map<String, String> addresses() {
    Map<String, String> addresses = new java.util.TreeMap<>();
    for (Object generator : list(PRODUCTION.kustomization().get("configMapGenerator"))) {
      if ("gatehouse-addresses".equals(at(generator, "name"))) {
        for (Object literal : list(at(generator, "literals"))) {
          String[] pair = String.valueOf(literal).split("=", 2);
          addresses.put(pair[0], pair[1]);
        }
      }
    }
    return addresses;
  }
}
