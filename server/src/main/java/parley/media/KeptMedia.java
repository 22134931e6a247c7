package parley.media;

import java.util.List;
import java.util.function.Consumer;
import parley.storage.Database;

/** The files that a database names and nobody has given up, for whoever copies them. */
public final class KeptMedia {
  private static final int ROWS_AT_ONCE = 500;

  private final MediaStore store = new MediaStore();
  private final Database database;

  public KeptMedia(Database database) {
    this.database = database;
  }

  /** Shows the SID of each, some hundred of them in memory at a time. */
  public void forEach(Consumer<String> one) {
    for (var sids = behind(""); !sids.isEmpty(); sids = behind(sids.getLast())) {
      sids.forEach(one);
    }
  }

  private List<String> behind(String sid) {
    return database.read(tx -> store.kept(tx, sid, ROWS_AT_ONCE));
  }
}
