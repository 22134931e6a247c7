package parley.storage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import parley.value.BadCursor;

/**
 * The transactions that a statement saw: all whose number is below one, but for those that were
 * open (decision 6).
 *
 * @param below a number that none of those it saw reaches
 * @param open numbers below that it did not see, ascending
 */
public record Settled(long below, List<Long> open) {
  /** No transaction at all. */
  public static final Settled NONE = new Settled(0, List.of());

  /** So many are told one by one, because all of it goes into page tokens. */
  private static final int OPEN_MAX = 15;

  private static final String SEPARATOR = ",";

  /** What it was of every transaction, as {@link Dialect#settled} answers. */
  public static Settled of(String answer) {
    var parts = answer.split(":", -1);
    var base = Long.parseLong(parts[3]);
    var open =
        Arrays.stream(parts[2].split(SEPARATOR))
            .filter(number -> !number.isEmpty())
            .map(number -> base + Long.parseLong(number))
            .toList();
    // Of too many the oldest are told, which may stay; the young ones are over in a moment.
    return open.size() <= OPEN_MAX
        ? new Settled(base + Long.parseLong(parts[1]), open)
        : new Settled(open.get(OPEN_MAX), open.subList(0, OPEN_MAX));
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws BadCursor for any other text
   */
  public static Settled read(String text) {
    try {
      var numbers = Arrays.stream(text.split(SEPARATOR, OPEN_MAX + 1)).map(Long::valueOf).toList();
      return new Settled(numbers.getFirst(), numbers.subList(1, numbers.size()));
    } catch (NumberFormatException e) {
      throw new BadCursor();
    }
  }

  /** One word for a cursor. */
  public String text() {
    return numbers().stream().map(String::valueOf).collect(Collectors.joining(SEPARATOR));
  }

  private List<Long> numbers() {
    var numbers = new ArrayList<Long>(open.size() + 1);
    numbers.add(below);
    numbers.addAll(open);
    return numbers;
  }

  /** This, and the transactions up to a number that have ended since. */
  public Settled andUpTo(long number) {
    return number < below ? this : new Settled(number + 1, open);
  }

  /**
   * A condition of SQL: the transaction whose number stands in a column was not seen. {@link #set}
   * sets its parameters.
   */
  public static String unseen(String column) {
    return "(%1$s >= :settled_below OR %1$s IN (<settled_open>))".formatted(column);
  }

  public Sql set(Sql sql) {
    // With the first one beyond, so that the list is never empty.
    return sql.set("settled_below", below).setAll("settled_open", numbers());
  }
}
