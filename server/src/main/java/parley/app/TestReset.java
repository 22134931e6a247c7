package parley.app;

import java.io.IOException;
import java.util.Map;

/** Makes everything on a running server as after its first start. */
final class TestReset implements TestCommand {
  @Override
  public String name() {
    return "test reset";
  }

  @Override
  public String summary() {
    return "Empties a server with test controls: as after its first start.";
  }

  @Override
  public int run(Arguments arguments) throws IOException, InterruptedException {
    return RunningServer.of(arguments).post("/Reset", Map.of());
  }
}
