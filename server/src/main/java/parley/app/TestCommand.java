package parley.app;

import java.util.List;
import org.apache.commons.cli.Option;

/** A command that asks a running server with test controls for something (docs/testing.md). */
interface TestCommand extends Command {
  @Override
  default List<Setting> settings() {
    return RunningServer.SETTINGS;
  }

  @Override
  default List<Option> options() {
    return List.of(RunningServer.URL);
  }
}
