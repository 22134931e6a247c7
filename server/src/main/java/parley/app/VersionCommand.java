package parley.app;

import picocli.CommandLine.Command;

/** Tells the version of Parley and of the Java it runs on. */
@Command(name = "version", description = "Tells the version.")
final class VersionCommand implements Runnable {
  @Override
  public void run() {
    for (var line : new Version().getVersion()) {
      System.out.println(line);
    }
  }
}
