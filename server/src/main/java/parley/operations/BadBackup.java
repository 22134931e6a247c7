package parley.operations;

import java.io.IOException;

/** A file that is no backup, or no whole one; the message says in words what is wrong with it. */
public final class BadBackup extends IOException {
  BadBackup(String message) {
    super(message);
  }
}
