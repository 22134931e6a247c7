package parley.bench.data;

/**
 * How much there is of everything.
 *
 * @param heavyUsers users that the inbox is read for
 * @param heavyConversations conversations of each of them
 */
public record Size(
    String name,
    int users,
    int conversations,
    int heavyUsers,
    int heavyConversations,
    int messages) {

  /** The data set that the reported numbers are of. */
  public static final Size FULL = new Size("full", 2_000, 100_000, 50, 1_000, 1_000_000);

  /** For daily use: the same lists for the heavy users, with less around them. */
  public static final Size QUICK = new Size("quick", 500, 20_000, 50, 1_000, 200_000);
}
