package parley.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.bench.bound.BareTransaction;
import parley.bench.bound.Pgbench;
import parley.bench.bound.SyncLoop;

/** Durable messages, on both stores; the disk alone, and the database alone. */
final class Writing implements Load {
  private final Setting setting;
  private @Nullable BareTransaction transaction;

  Writing(Setting setting) {
    this.setting = setting;
  }

  @Override
  public void warmUp(Subject subject) throws Exception {
    var quick = setting.options().quick();
    subject.measure(Work.APPEND_TOGETHER, Manner.WRITTEN, quick ? 3 : 10);
    subject.measure(Work.APPEND_AMONG_1000, Manner.WRITTEN, 1);
  }

  /** The bounds stand beside what they bound, for a disk is not as fast at any time. */
  @Override
  public void measure(Subject sqlite, Subject postgresql) throws Exception {
    syncs();
    append(sqlite);
    transactions(postgresql);
    append(postgresql);
    syncs();
    grow(sqlite);
    grow(postgresql);
  }

  private void syncs() {
    setting
        .results()
        .add(
            new Case(Store.NONE, Work.APPEND_ALONE, Manner.SYNCED),
            SyncLoop.run(setting.folder(), setting.options().fewSeconds()));
  }

  private void transactions(Subject subject) throws IOException, SQLException {
    if (transaction == null) {
      var pgbench = new Pgbench(setting.work("pgbench"), setting.postgres(), Setting.DATABASE);
      transaction =
          BareTransaction.prepare(
              pgbench, setting.postgres(), Setting.DATABASE, subject.rooms(), Subject.SENTENCE);
    }
    setting
        .results()
        .add(
            new Case(Store.POSTGRESQL, Work.APPEND_TOGETHER, Manner.TRANSACTED),
            transaction.run(setting.options().seconds()));
  }

  private void append(Subject subject) throws IOException {
    for (var work : Work.APPENDS) {
      add(subject, work, setting.options().seconds());
    }
  }

  private void grow(Subject subject) throws IOException {
    for (var work : Work.GROUPS) {
      add(subject, work, setting.options().fewSeconds());
    }
  }

  private void add(Subject subject, Work work, int seconds) throws IOException {
    setting
        .results()
        .add(
            new Case(subject.store(), work, Manner.WRITTEN),
            subject.measure(work, Manner.WRITTEN, seconds));
  }

  @Override
  public List<Profiled> profiled() {
    return Stream.concat(Work.APPENDS.stream(), Stream.of(Work.APPEND_AMONG_1000))
        .map(work -> new Profiled(work, Manner.WRITTEN))
        .toList();
  }
}
