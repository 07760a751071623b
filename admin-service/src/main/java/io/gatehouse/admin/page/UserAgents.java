package io.gatehouse.admin.page;

import io.quarkus.qute.TemplateExtension;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser as people call it, guessed from what it says of itself; never to decide by. */
@TemplateExtension
final class UserAgents {

  /** The first that matches: Edge and Opera claim to be Chrome, and all claim to be Safari. */
  private static final List<String> BROWSERS =
      List.of("Edg", "OPR", "Firefox", "Chromium", "HeadlessChrome", "Chrome", "Version", "curl");

  private static final List<String> SYSTEMS =
      List.of("Android", "iPhone", "iPad", "Windows", "Mac OS X", "CrOS", "Linux");

  private UserAgents() {}

  static String browser(String userAgent) {
    for (String name : BROWSERS) {
      Matcher found = Pattern.compile("\\b" + name + "/(\\d+)").matcher(userAgent);
      if (found.find()) {
        return called(name) + " " + found.group(1) + system(userAgent);
      }
    }
    return userAgent;
  }

  private static String called(String name) {
    return switch (name) {
      case "Edg" -> "Edge";
      case "OPR" -> "Opera";
      case "HeadlessChrome" -> "Chrome";
      case "Version" -> "Safari";
      default -> name;
    };
  }

  private static String system(String userAgent) {
    return SYSTEMS.stream()
        .filter(userAgent::contains)
        .findFirst()
        .map(name -> " on " + (name.equals("Mac OS X") ? "macOS" : name))
        .orElse("");
  }
}
