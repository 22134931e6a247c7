package parley.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import parley.due.Due;
import parley.due.Task;
import parley.due.Work;
import parley.media.MediaSweep;

/** Deletes files that were left behind when all rows were replaced, behind the answer. */
final class LeftFiles implements Work {
  private static final int PORTION = 200;

  private final MediaSweep media;
  private final ConcurrentLinkedQueue<String> left = new ConcurrentLinkedQueue<>();
  private final Task task;

  LeftFiles(MediaSweep media, Due due) {
    this.media = media;
    this.task = due.add("files of what was replaced", this);
  }

  /** Has those of them deleted, soon, that have no row any more. */
  void add(Collection<String> sids) {
    left.addAll(sids);
    task.wake();
  }

  @Override
  public @Nullable Instant run(Instant now) {
    for (var portion = portion(); !portion.isEmpty(); portion = portion()) {
      media.deleteOrphans(portion);
    }
    return null;
  }

  private List<String> portion() {
    var portion = new ArrayList<String>(PORTION);
    for (var sid = left.poll(); sid != null; sid = portion.size() < PORTION ? left.poll() : null) {
      portion.add(sid);
    }
    return portion;
  }
}
