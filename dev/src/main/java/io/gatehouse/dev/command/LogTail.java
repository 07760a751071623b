package io.gatehouse.dev.command;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a growing file from its end; whole lines only. */
final class LogTail {

  private static final int BLOCK = 1 << 16;

  private final Path log;
  private final String prefix;
  private long read;

  LogTail(Path log, String prefix) {
    this.log = log;
    this.prefix = prefix;
  }

  /** The last lines of what is there, at most 64 KB of it. */
  List<String> last(int most) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      read = Math.max(0, file.length() - BLOCK);
    }
    List<String> lines = news();
    return lines.subList(Math.max(0, lines.size() - most), lines.size());
  }

  /** What was added since; a file that shrank was begun anew. */
  List<String> news() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      if (file.length() < read) {
        read = 0;
      }
      byte[] block = new byte[(int) Math.min(BLOCK, file.length() - read)];
      file.seek(read);
      file.readFully(block);
      int end = block.length;
      while (end > 0 && block[end - 1] != '\n') {
        end--;
      }
      read += end == 0 && block.length == BLOCK ? BLOCK : end;
      List<String> lines = new ArrayList<>();
      new String(block, 0, end, StandardCharsets.UTF_8)
          .lines()
          .forEach(line -> lines.add(prefix + line));
      return lines;
    }
  }
}
