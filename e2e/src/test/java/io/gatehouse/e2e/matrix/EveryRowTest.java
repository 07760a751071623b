package io.gatehouse.e2e.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of README promises five ways in and their ends; none goes without its test. */
class EveryRowTest {

  private static final Path ROOT = Path.of(System.getProperty("gatehouse.root", ".."));

  @Test
  void everyRowOfTheTableIsATestClassOfThatName() throws IOException {
    Set<String> rows = new TreeSet<>();
    List<String> lines = Files.readAllLines(ROOT.resolve("README.md"));
    int header = lines.indexOf("| the caller | gets | because | end it by |");
    assertTrue(header >= 0, "the table is gone from README.md");
    for (String line : lines.subList(header + 2, lines.size())) {
      if (!line.startsWith("|")) {
        break;
      }
      rows.add(className(line.split("\\|", -1)[1].strip()));
    }
    Set<String> classes;
    try (Stream<Path> files = Files.walk(Path.of("src/test/java/io/gatehouse/e2e"))) {
      classes =
          files
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .filter(rows::contains)
              .collect(Collectors.toCollection(TreeSet::new));
    }

    assertEquals(5, rows.size());
    assertEquals(rows, classes);
  }

  /** "a third party's app, acting for a user" is ThirdPartysAppTest. */
  private static String className(String caller) {
    StringBuilder name = new StringBuilder();
    String words = caller.replaceFirst(",.*", "").replaceFirst("^a ", "").replace("'", "");
    for (String word : words.split("[ -]", -1)) {
      name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    }
    return name.append("Test").toString();
  }
}
