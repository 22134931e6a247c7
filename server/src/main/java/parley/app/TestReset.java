package parley.app;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.Option;

/** Makes everything on a running server as after its first start. */
final class TestReset implements Command {
  @Override
  public String name() {
    return "test reset";
  }

  @Override
  public String summary() {
    return "Empties a server with test controls: as after its first start.";
  }

  @Override
  public List<Setting> settings() {
    return RunningServer.SETTINGS;
  }

  @Override
  public List<Option> options() {
    return List.of(RunningServer.URL);
  }

  @Override
  public int run(Arguments arguments) throws IOException, InterruptedException {
    return RunningServer.of(arguments).post("/Reset", Map.of());
  }
}
