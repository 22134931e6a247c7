package parley.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import parley.bench.bound.Nginx;
import parley.bench.data.DataSet;
import parley.bench.data.KeptData;
import parley.bench.gauge.Memory;
import parley.bench.gauge.Profile;
import parley.bench.load.Wrk;
import parley.bench.report.Machine;
import parley.bench.report.Report;
import parley.bench.subject.PackagedServer;
import parley.bench.subject.Postgres;

/** Measures the packaged server on both stores, and beside it what bounds it. */
final class Bench {
  private final Options options;
  private final Setting setting;
  private final List<String> users;
  private final Wrk wrk;

  private Bench(Setting setting) {
    this.options = setting.options();
    this.setting = setting;
    users = new DataSet(options.size()).heavy().stream().map(DataSet.User::sid).toList();
    wrk = new Wrk(setting.root().resolve("bench/src/main/wrk/rotate.lua"));
  }

  public static void main(String[] arguments) throws Exception {
    var options = Options.parse(arguments);
    if (options == null) {
      System.exit(2);
      return;
    }
    var root = Path.of(System.getProperty("bench.root"));
    var folder = Path.of(System.getProperty("bench.folder"));
    Files.createDirectories(folder);
    try (var postgres = Postgres.start(folder.resolve("postgres"))) {
      new Bench(new Setting(options, root, folder, postgres, new Results())).run();
    }
  }

  private void run() throws Exception {
    copyData();
    if (!options.parts().equals(Set.of(Part.STARTS))) {
      underLoad();
    }
    if (options.measures(Part.STARTS)) {
      new Starting(setting).measure();
    }
    var machine = new Machine(setting.root(), setting.postgres().version());
    new Report(setting.results(), machine, options.size(), options.runs())
        .write(setting.folder(), options.publish() ? setting.root().resolve("bench") : null);
  }

  private void copyData() throws IOException, SQLException {
    setting.say("data: %s", options.size());
    var schema = setting.root().resolve("server/src/main/resources/parley/migrations");
    var data = new KeptData(setting.folder(), options.size(), schema);
    data.copySqlite(setting.program(), setting.data(Store.SQLITE));
    data.copyPostgres(setting.program(), setting.postgres(), Setting.DATABASE);
  }

  private void underLoad() throws Exception {
    try (var nginx = Nginx.start(setting.folder().resolve("nginx"));
        var sqlite = subject(Store.SQLITE);
        var postgresql = subject(Store.POSTGRESQL)) {
      var loads = loads(nginx);
      warmUp(sqlite, loads);
      warmUp(postgresql, loads);
      for (var run = 1; run <= options.runs(); run++) {
        setting.say("run %d of %d", run, options.runs());
        for (var load : loads) {
          load.measure(sqlite, postgresql);
        }
      }
      for (var subject : List.of(sqlite, postgresql)) {
        setting
            .results()
            .add(
                "memory after load, " + subject.store().title(),
                Memory.residentMebibytes(subject.server().pid()));
        if (options.profile()) {
          profile(subject, loads);
        }
      }
    }
  }

  private List<Load> loads(Nginx nginx) {
    var loads = new ArrayList<Load>();
    if (options.measures(Part.READS)) {
      loads.add(new Reading(setting, nginx, wrk, users));
    }
    if (options.measures(Part.WRITES)) {
      loads.add(new Writing(setting));
    }
    if (options.measures(Part.DELIVERIES)) {
      loads.add(new Delivering(setting));
    }
    return loads;
  }

  private Subject subject(Store store) throws IOException {
    var postgres = store == Store.POSTGRESQL ? setting.postgres() : null;
    return new Subject(
        store,
        PackagedServer.start(
            setting.program(),
            setting.data(store),
            postgres == null ? null : postgres.url(Setting.DATABASE)),
        postgres == null ? null : postgres.pid(),
        wrk,
        setting.work("requests-" + store.name().toLowerCase(Locale.ROOT)),
        users);
  }

  /** A JVM's processor time a request settles only after half a minute of each kind of load. */
  private void warmUp(Subject subject, List<Load> loads) throws Exception {
    setting.say("warming up %s", subject.server().address());
    for (var round = 0; round < 2; round++) {
      for (var load : loads) {
        load.warmUp(subject);
      }
    }
  }

  private void profile(Subject subject, List<Load> loads) {
    var recorder =
        new Profile(
            setting.root().resolve("bench/src/main/jfr/processor.jfc"),
            setting.folder().resolve("profiles"),
            subject.server().pid());
    for (var one : loads.stream().flatMap(load -> load.profiled().stream()).toList()) {
      recorder.around(
          String.join(", ", subject.store().title(), one.work().title(), one.manner().title()),
          () -> {
            try {
              subject.measure(one.work(), one.manner(), 5);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          },
          System.out);
    }
  }
}
