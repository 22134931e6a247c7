package parley.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import parley.bench.bound.Nginx;
import parley.bench.bound.Pgbench;
import parley.bench.gauge.Processors;
import parley.bench.load.Requests;
import parley.bench.load.Wrk;

/** Pages of long lists, on both stores; from files, and by the database alone. */
final class Reading implements Load {
  private static final List<Manner> PAGE_MANNERS =
      List.of(
          Manner.REPEATED,
          Manner.CHANGED,
          Manner.REPEATED_GZIP,
          Manner.CHANGED_GZIP,
          Manner.POLLED);
  private static final List<Manner> OTHER_MANNERS = List.of(Manner.REPEATED, Manner.CHANGED);
  private static final int CONNECTIONS = 8;

  private final Setting setting;
  private final Nginx nginx;
  private final Wrk wrk;
  private final List<String> users;
  private int files;

  Reading(Setting setting, Nginx nginx, Wrk wrk, List<String> users) {
    this.setting = setting;
    this.nginx = nginx;
    this.wrk = wrk;
    this.users = users;
  }

  @Override
  public void warmUp(Subject subject) throws Exception {
    var quick = setting.options().quick();
    for (var work : Work.READS) {
      subject.measure(work, Manner.REPEATED, quick ? 2 : 5);
      subject.measure(work, Manner.CHANGED, quick ? 4 : 10);
    }
    subject.measure(Work.PAGE, Manner.CHANGED_GZIP, quick ? 1 : 3);
  }

  @Override
  public void measure(Subject sqlite, Subject postgresql) throws Exception {
    measure(sqlite);
    files(sqlite);
    queries();
    measure(postgresql);
  }

  private void measure(Subject subject) throws IOException {
    for (var work : Work.READS) {
      for (var manner : work == Work.PAGE ? PAGE_MANNERS : OTHER_MANNERS) {
        setting
            .results()
            .add(
                new Case(subject.store(), work, manner),
                subject.measure(work, manner, setting.options().seconds()));
      }
    }
  }

  private void files(Subject subject) throws IOException {
    var processors = Processors.of(nginx.pid(), null);
    for (var work : Work.READS) {
      files(work, Manner.FILE, subject.pages(work, false), processors);
    }
    files(Work.PAGE, Manner.FILE_GZIP, subject.pages(Work.PAGE, true), processors);
  }

  private void files(Work work, Manner manner, List<byte[]> pages, Processors processors) {
    var all = new ArrayList<Requests.One>();
    for (var page : pages) {
      // Under a new name each time: nginx keeps what it knows of a file.
      all.add(Requests.One.get(nginx.put("page-" + ++files, page)));
    }
    var requests = Requests.write(setting.work("requests-nginx"), all);
    var seconds = setting.options().seconds();
    setting
        .results()
        .add(
            new Case(Store.NONE, work, manner),
            wrk.run(nginx.address(), requests, null, CONNECTIONS, seconds, processors));
  }

  private void queries() {
    var pgbench = new Pgbench(setting.work("pgbench"), setting.postgres(), Setting.DATABASE);
    var processors = Processors.ofDatabase(setting.postgres().pid());
    for (var work : Work.READS) {
      var queries = users.stream().map(work::sql).toList();
      setting
          .results()
          .add(
              new Case(Store.POSTGRESQL, work, Manner.QUERY),
              pgbench.run(queries, CONNECTIONS, setting.options().seconds(), processors));
    }
  }

  @Override
  public List<Profiled> profiled() {
    return Work.READS.stream()
        .flatMap(
            work -> Stream.of(Manner.REPEATED, Manner.CHANGED).map(how -> new Profiled(work, how)))
        .toList();
  }
}
