package io.gatehouse.dev.install;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Unpacks tar archives, with permissions and symbolic links; no tar or xz program is needed. */
final class Archives {

  private static final int OWNER_EXECUTES = 0100;

  private Archives() {}

  /** Into this folder, leaving out as many leading folders as said. */
  static void untar(InputStream tar, Path target, int leave) throws IOException {
    try (TarArchiveInputStream in = new TarArchiveInputStream(new BufferedInputStream(tar))) {
      TarArchiveEntry entry;
      while ((entry = in.getNextEntry()) != null) {
        Path name = Path.of(entry.getName()).normalize();
        if (name.getNameCount() <= leave) {
          continue;
        }
        Path file = target.resolve(name.subpath(leave, name.getNameCount())).normalize();
        if (!file.startsWith(target)) {
          throw new IOException("an entry leads out of the archive: " + entry.getName());
        }
        unpack(in, entry, file);
      }
    }
  }

  private static void unpack(TarArchiveInputStream in, TarArchiveEntry entry, Path file)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(in, file);
    if ((entry.getMode() & OWNER_EXECUTES) != 0) {
      Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(file));
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
      Files.setPosixFilePermissions(file, permissions);
    }
  }
}
