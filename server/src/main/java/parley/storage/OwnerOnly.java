package parley.storage;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files and directories that their owner alone may read, where the system knows such rights. */
public final class OwnerOnly {
  private static final boolean KNOWN =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private OwnerOnly() {}

  /** What a new directory is made with. */
  public static FileAttribute<?>[] directory() {
    return attributes("rwx------");
  }

  /** What a new file is made with. */
  public static FileAttribute<?>[] file() {
    return attributes("rw-------");
  }

  private static FileAttribute<?>[] attributes(String rights) {
    return KNOWN
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }

  /** Whether anybody but the owner has a right to it. */
  public static boolean isOpen(Path path) throws IOException {
    return KNOWN && !OWNERS.containsAll(Files.getPosixFilePermissions(path));
  }

  /**
   * Takes away the rights of everybody but the owner. Whether others had any.
   *
   * @throws IOException when it is not ours to do so
   */
  public static boolean tighten(Path path) throws IOException {
    if (!isOpen(path)) {
      return false;
    }
    var narrow = EnumSet.copyOf(OWNERS);
    narrow.retainAll(Files.getPosixFilePermissions(path));
    Files.setPosixFilePermissions(path, narrow);
    return true;
  }
}
