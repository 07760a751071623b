package io.gatehouse.admin.page;

import io.quarkus.qute.TemplateGlobal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The versions of the scripts that come from Maven, as they stand in their addresses. */
@TemplateGlobal
final class WebJars {

  static final String HTMX = version("htmx.org");
  static final String HTMX_SSE = version("htmx-ext-sse");

  private WebJars() {}

  private static String version(String name) {
    String path = "META-INF/maven/org.webjars.npm/" + name + "/pom.properties";
    try (InputStream in =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(path)) {
      Properties properties = new Properties();
      if (in == null) {
        throw new IllegalStateException(name + " is not among the dependencies");
      }
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
