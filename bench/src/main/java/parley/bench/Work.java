package parley.bench;

import java.util.List;
import parley.bench.bound.Pgbench;

/** What is asked of a server. */
public enum Work {
  PAGE("page of 50", "", "", 50),
  ACTIVITY(
      "page of 50 by last activity, with last message",
      "?OrderBy=LastActivity&Include=LastMessage",
      "?PageSize=1000",
      50),
  LARGE_PAGE("page of 1000", "?PageSize=1000", "?PageSize=1000", 1000),
  APPEND_ALONE("append, 1 writer", "", "", 0),
  APPEND_TOGETHER("append, 64 writers", "", "", 0);

  /** The three that read. */
  public static final List<Work> READS = List.of(PAGE, ACTIVITY, LARGE_PAGE);

  private final String title;
  private final String query;
  private final String pool;
  private final int size;

  /**
   * @param query of the list that is read
   * @param pool of the list from which a conversation is picked whose new message changes the page
   */
  Work(String title, String query, String pool, int size) {
    this.title = title;
    this.query = query;
    this.pool = pool;
    this.size = size;
  }

  public String title() {
    return title;
  }

  public String query() {
    return query;
  }

  public String pool() {
    return pool;
  }

  /** The straightforward query for it. */
  public String sql(String user) {
    return this == ACTIVITY ? Pgbench.byActivity(user, size) : Pgbench.plain(user, size);
  }
}
