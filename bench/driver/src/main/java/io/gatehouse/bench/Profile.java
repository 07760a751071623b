package io.gatehouse.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * Where a contender's time went, from the samples of the JDK's flight recorder: the widest five of
 * the flame graph at its tips, and the widest five of our own code with the library code below it.
 */
final class Profile {

  private static final int WIDEST = 5;
  private static final String OURS = "io.gatehouse.guard.";

  private final Map<String, Integer> tips = new HashMap<>();
  private final Map<String, Integer> ours = new HashMap<>();
  private int samples;

  private Profile() {}

  /** Reads a recording that its server has ended. */
  static Profile of(Path recording) throws IOException {
    Profile profile = new Profile();
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        RecordedStackTrace stack = event.getStackTrace();
        if (event.getEventType().getName().equals("jdk.ExecutionSample") && stack != null) {
          profile.add(stack.getFrames());
        }
      }
    }
    return profile;
  }

  /** Only requests count: a recording also holds the start, which is no part of a request. */
  private void add(List<RecordedFrame> frames) {
    if (frames.stream().noneMatch(frame -> isOfARequest(name(frame)))) {
      return;
    }
    samples++;
    tips.merge(name(frames.getFirst()), 1, Integer::sum);
    // From the tip inwards: what runs after a filter has passed the request on is not the filter's.
    for (RecordedFrame frame : frames) {
      String name = name(frame);
      if (name.startsWith(OURS)) {
        ours.merge(plain(name), 1, Integer::sum);
        return;
      }
      if (name.endsWith(".next") || name.endsWith(".doInvoke")) {
        return;
      }
    }
  }

  /** Generated classes by the name of what they were made from. */
  private static String plain(String name) {
    return name.replaceAll("(_Subclass|_ClientProxy|\\$\\$Lambda[^.]*)", "");
  }

  private static boolean isOfARequest(@Nullable String method) {
    return method != null
        && (method.startsWith("io.vertx.core.http.impl.")
            || method.startsWith("org.jboss.resteasy.reactive.")
            || method.startsWith("org.apache.tomcat.util.net."));
  }

  private static String name(RecordedFrame frame) {
    var method = frame.getMethod();
    return method.getType().getName() + "." + method.getName();
  }

  /** Markdown: shares of all samples taken in requests. */
  String table(String title) {
    StringBuilder out = new StringBuilder();
    out.append("%n%s, %d samples in requests:%n%n".formatted(title, samples));
    out.append(
        "| at the tip | share | ours, with the library code below it | share |\n"
            + "|---|---:|---|---:|\n");
    List<Map.Entry<String, Integer>> left = widest(tips);
    List<Map.Entry<String, Integer>> right = widest(ours);
    for (int i = 0; i < WIDEST; i++) {
      out.append("| %s | %s |%n".formatted(cell(left, i), cell(right, i)));
    }
    return out.toString();
  }

  private String cell(List<Map.Entry<String, Integer>> list, int i) {
    if (i >= list.size()) {
      return " | ";
    }
    Map.Entry<String, Integer> entry = list.get(i);
    return "`%s` | %.1f %%".formatted(entry.getKey(), 100.0 * entry.getValue() / samples);
  }

  private static List<Map.Entry<String, Integer>> widest(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(WIDEST)
        .toList();
  }
}
