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
  APPEND_ALONE("append, 1 writer", 0),
  APPEND_TOGETHER("append, 64 writers", 0),
  APPEND_AMONG_2("append, 2 members", 2),
  APPEND_AMONG_3("append, 3 members", 3),
  APPEND_AMONG_10("append, 10 members", 10),
  APPEND_AMONG_100("append, 100 members", 100),
  APPEND_AMONG_1000("append, 1000 members", 1_000),
  APPEND_TOLD("append, 64 writers, webhooks asked for", 0),
  APPEND_BESIDE("append, to 10 services that have a webhook", 0),
  BACKLOG("delivery alone, of what is left over", 0);

  /** The three that read. */
  public static final List<Work> READS = List.of(PAGE, ACTIVITY, LARGE_PAGE);

  /** The two that write to conversations of everyday size. */
  public static final List<Work> APPENDS = List.of(APPEND_ALONE, APPEND_TOGETHER);

  /** Those that write to one conversation, of so many members each. */
  public static final List<Work> GROUPS =
      List.of(APPEND_AMONG_2, APPEND_AMONG_3, APPEND_AMONG_10, APPEND_AMONG_100, APPEND_AMONG_1000);

  /** Those of which webhooks hear, and what is left over for them. */
  public static final List<Work> DELIVERIES = List.of(APPEND_TOLD, APPEND_BESIDE, BACKLOG);

  private final String title;
  private final String query;
  private final String pool;
  private final int size;

  /**
   * @param query of the list that is read
   * @param pool of the list from which a conversation is picked whose new message changes the page
   * @param size how many conversations the page shows
   */
  Work(String title, String query, String pool, int size) {
    this.title = title;
    this.query = query;
    this.pool = pool;
    this.size = size;
  }

  /**
   * @param size how many members the conversation has; 0 for those of the data set
   */
  Work(String title, int size) {
    this(title, "", "", size);
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

  /** Rows of a page, or members of a group. */
  public int size() {
    return size;
  }

  /** The straightforward query for it. */
  public String sql(String user) {
    return this == ACTIVITY ? Pgbench.byActivity(user, size) : Pgbench.plain(user, size);
  }
}
