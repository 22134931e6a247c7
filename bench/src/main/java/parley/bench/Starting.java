package parley.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import parley.bench.bound.Node;
import parley.bench.data.KeptData;
import parley.bench.gauge.Memory;
import parley.bench.subject.PackagedServer;

/** Starts with nothing, and with all the data; and one of Node, with nothing to do. */
final class Starting {
  private final Setting setting;

  Starting(Setting setting) {
    this.setting = setting;
  }

  /** Starts each several times. */
  void measure() throws Exception {
    setting.say("starting up");
    for (var i = 0; i < (setting.options().quick() ? 2 : 5); i++) {
      var empty = Files.createTempDirectory(setting.folder(), "empty");
      start(Start.EMPTY, empty, null).close();
      try (var server = start(Start.AGAIN, empty, null)) {
        Thread.sleep(8_000); // free memory goes back to the system with some delay
        setting.results().add("memory, idle and empty", Memory.residentMebibytes(server.pid()));
      }
      start(Start.FULL_SQLITE, setting.data(Store.SQLITE), null).close();
      var url = setting.postgres().url(Setting.DATABASE);
      start(Start.FULL_POSTGRESQL, setting.data(Store.POSTGRESQL), url).close();
      node(empty.resolve("node.log"));
      KeptData.delete(empty);
    }
  }

  private PackagedServer start(Start start, Path data, @Nullable String database) {
    var server = PackagedServer.start(setting.program(), data, database);
    setting.results().add(start, server.startUp());
    return server;
  }

  private void node(Path log) {
    Node.start(log)
        .ifPresentOrElse(
            start -> setting.results().add(Start.NODE, start),
            () -> setting.say("node is not installed: how it starts is left out"));
  }
}
