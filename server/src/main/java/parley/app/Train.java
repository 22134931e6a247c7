package parley.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Runs typical requests once, so that a start-up cache can be made of what they load. */
@Command(
    name = "train",
    hidden = true,
    description = "Runs typical requests, for a start-up cache.")
final class Train implements Callable<Integer> {
  @Override
  public Integer call() {
    return 0;
  }
}
