package parley.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import parley.bench.bound.Nginx;
import parley.bench.bound.Pgbench;
import parley.bench.bound.SyncLoop;
import parley.bench.data.DataSet;
import parley.bench.data.KeptData;
import parley.bench.gauge.Memory;
import parley.bench.gauge.Processors;
import parley.bench.gauge.Profile;
import parley.bench.load.Measure;
import parley.bench.load.Requests;
import parley.bench.load.Wrk;
import parley.bench.report.Machine;
import parley.bench.report.Report;
import parley.bench.subject.PackagedServer;
import parley.bench.subject.Postgres;

/** Measures the packaged server on both stores, and beside it what bounds it. */
final class Bench {
  private static final List<Manner> PAGE_MANNERS =
      List.of(
          Manner.REPEATED,
          Manner.CHANGED,
          Manner.REPEATED_GZIP,
          Manner.CHANGED_GZIP,
          Manner.POLLED);
  private static final List<Manner> OTHER_MANNERS = List.of(Manner.REPEATED, Manner.CHANGED);
  private static final List<Work> APPENDS = List.of(Work.APPEND_ALONE, Work.APPEND_TOGETHER);
  private static final String DATABASE = "bench";

  private final Options options;
  private final Path root = Path.of(System.getProperty("bench.root"));
  private final Path folder = Path.of(System.getProperty("bench.folder"));
  private final Path program = root.resolve("server/target/parley/bin/parley");
  private final Results results = new Results();
  private int files;

  private Bench(Options options) {
    this.options = options;
  }

  public static void main(String[] arguments) throws Exception {
    var options = Options.parse(arguments);
    if (options == null) {
      System.exit(2);
    } else {
      new Bench(options).run();
    }
  }

  private void run() throws Exception {
    var size = options.size();
    var users = new DataSet(size).heavy().stream().map(DataSet.User::sid).toList();
    Files.createDirectories(folder);
    var work = folder.resolve("work");
    try (var postgres = Postgres.start(folder.resolve("postgres"));
        var nginx = Nginx.start(folder.resolve("nginx"))) {
      say("data: %s", size);
      var data =
          new KeptData(folder, size, root.resolve("server/src/main/resources/parley/migrations"));
      data.copySqlite(program, work.resolve("sqlite"));
      data.copyPostgres(program, postgres, DATABASE);
      var wrk = new Wrk(root.resolve("bench/src/main/wrk/rotate.lua"));
      try (var sqlite =
              new Subject(
                  PackagedServer.start(program, work.resolve("sqlite"), null),
                  null,
                  wrk,
                  work.resolve("requests-sqlite"),
                  users);
          var onPostgres =
              new Subject(
                  PackagedServer.start(program, work.resolve("postgresql"), postgres.url(DATABASE)),
                  postgres.pid(),
                  wrk,
                  work.resolve("requests-postgresql"),
                  users)) {
        warmUp(sqlite);
        warmUp(onPostgres);
        var pgbench = new Pgbench(work.resolve("pgbench"), postgres, DATABASE);
        for (var run = 1; run <= options.runs(); run++) {
          say("run %d of %d", run, options.runs());
          measure(Store.SQLITE, sqlite);
          bounds(nginx, wrk, sqlite, pgbench, postgres, users, work);
          measure(Store.POSTGRESQL, onPostgres);
          append(Store.SQLITE, sqlite);
          append(Store.POSTGRESQL, onPostgres);
        }
        results.add("memory after load, SQLite", Memory.residentMebibytes(sqlite.server().pid()));
        results.add(
            "memory after load, PostgreSQL", Memory.residentMebibytes(onPostgres.server().pid()));
        if (options.profile()) {
          profile(sqlite, "SQLite");
          profile(onPostgres, "PostgreSQL");
        }
      }
      startUps(work, postgres);
      var report = new Report(results, new Machine(root, postgres.version()), size, options.runs());
      report.write(folder, options.publish() ? root.resolve("bench") : null);
    }
  }

  private static void say(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }

  /** A JVM's processor time a request settles only after half a minute of each kind of load. */
  private void warmUp(Subject subject) throws Exception {
    say("warming up %s", subject.server().address());
    for (var round = 0; round < 2; round++) {
      for (var work : Work.READS) {
        subject.measure(work, Manner.REPEATED, options.quick() ? 2 : 5);
        subject.measure(work, Manner.CHANGED, options.quick() ? 4 : 10);
      }
      subject.measure(Work.PAGE, Manner.CHANGED_GZIP, options.quick() ? 1 : 3);
      subject.measure(Work.APPEND_TOGETHER, Manner.WRITTEN, options.quick() ? 3 : 10);
    }
  }

  private void measure(Store store, Subject subject) throws Exception {
    for (var work : Work.READS) {
      for (var manner : work == Work.PAGE ? PAGE_MANNERS : OTHER_MANNERS) {
        add(new Case(store, work, manner), subject.measure(work, manner, options.seconds()));
      }
    }
  }

  private void append(Store store, Subject subject) throws Exception {
    add(
        new Case(Store.NONE, Work.APPEND_ALONE, Manner.SYNCED),
        SyncLoop.run(folder, Math.max(1, options.seconds() / 2)));
    for (var work : APPENDS) {
      add(
          new Case(store, work, Manner.WRITTEN),
          subject.measure(work, Manner.WRITTEN, options.seconds()));
    }
  }

  private void add(Case key, Measure measure) {
    results.add(key, measure);
    say(
        "%-11s %-47s %-37s %9.0f/s  p50 %8.0f us  p99 %8.0f us  cpu %7.0f us (database %.0f)",
        key.store().title(),
        key.work().title(),
        key.manner().title(),
        measure.perSecond(),
        measure.p50Micros(),
        measure.p99Micros(),
        measure.cpuMicros(),
        measure.databaseMicros());
  }

  private void bounds(
      Nginx nginx,
      Wrk wrk,
      Subject subject,
      Pgbench pgbench,
      Postgres postgres,
      List<String> users,
      Path folder)
      throws Exception {
    var server = Processors.of(nginx.pid(), null);
    for (var work : Work.READS) {
      var requests = files(nginx, subject.pages(work, false), folder);
      add(
          new Case(Store.NONE, work, Manner.FILE),
          wrk.run(nginx.address(), requests, null, 8, options.seconds(), server));
    }
    var requests = files(nginx, subject.pages(Work.PAGE, true), folder);
    add(
        new Case(Store.NONE, Work.PAGE, Manner.FILE_GZIP),
        wrk.run(nginx.address(), requests, null, 8, options.seconds(), server));
    var database = Processors.ofDatabase(postgres.pid());
    for (var work : Work.READS) {
      var queries = users.stream().map(work::sql).toList();
      add(
          new Case(Store.POSTGRESQL, work, Manner.QUERY),
          pgbench.run(queries, 8, options.seconds(), database));
    }
  }

  private Requests files(Nginx nginx, List<byte[]> pages, Path folder) {
    var all = new ArrayList<Requests.One>();
    for (var page : pages) {
      // Under a new name each time: nginx keeps what it knows of a file.
      all.add(Requests.One.get(nginx.put("page-" + ++files, page)));
    }
    return Requests.write(folder.resolve("requests-nginx"), all);
  }

  /** Starts with nothing, and with all the data; each several times. */
  private void startUps(Path work, Postgres postgres) throws Exception {
    say("starting up");
    for (var i = 0; i < (options.quick() ? 2 : 5); i++) {
      var empty = Files.createTempDirectory(folder, "empty");
      try (var server = PackagedServer.start(program, empty, null)) {
        results.add("start, empty", (double) server.startUp().toMillis());
      }
      try (var server = PackagedServer.start(program, empty, null)) {
        results.add("start, again", (double) server.startUp().toMillis());
        Thread.sleep(8_000); // free memory goes back to the system with some delay
        results.add("memory, idle and empty", Memory.residentMebibytes(server.pid()));
      }
      try (var server = PackagedServer.start(program, work.resolve("sqlite"), null)) {
        results.add("start, full, SQLite", (double) server.startUp().toMillis());
      }
      try (var server =
          PackagedServer.start(program, work.resolve("postgresql"), postgres.url(DATABASE))) {
        results.add("start, full, PostgreSQL", (double) server.startUp().toMillis());
      }
      KeptData.delete(empty);
    }
  }

  private void profile(Subject subject, String name) {
    var recorder =
        new Profile(
            root.resolve("bench/src/main/jfr/processor.jfc"),
            folder.resolve("profiles"),
            subject.server().pid());
    for (var work : Work.values()) {
      var manners = Work.READS.contains(work) ? OTHER_MANNERS : List.of(Manner.WRITTEN);
      for (var manner : manners) {
        recorder.around(
            name + ", " + work.title() + ", " + manner.title(),
            () -> {
              try {
                subject.measure(work, manner, 5);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            System.out);
      }
    }
  }
}
