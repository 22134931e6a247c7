package parley.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parley.value.WholeNumber;
import parley.value.Word;

/** Reads settings one after the other, and keeps what is wrong with them until all are read. */
final class Asked {
  private enum Switch implements Word {
    ON,
    OFF
  }

  private final Arguments arguments;
  private final Map<Setting, String> faults = new EnumMap<>(Setting.class);
  private final List<String> warnings = new ArrayList<>();

  Asked(Arguments arguments) {
    this.arguments = arguments;
  }

  @Nullable String text(Setting setting) {
    return arguments.setting(setting);
  }

  @Nullable Given given(Setting setting) {
    return arguments.find(setting);
  }

  /** The text, or the default that the table tells. */
  String textOrDefault(Setting setting) {
    var text = arguments.setting(setting);
    return text == null ? setting.otherwise() : text;
  }

  boolean isOnLine(Setting setting) {
    return arguments.onLine(setting) != null;
  }

  /** A whole number within bounds; the default is the table's. */
  int number(Setting setting, int least, int most) {
    return (int) number(setting, Long.parseLong(setting.otherwise()), least, most);
  }

  /** A whole number within bounds. */
  long number(Setting setting, long otherwise, long least, long most) {
    var text = arguments.setting(setting);
    if (text == null) {
      return otherwise;
    }
    var number = WholeNumber.parse(text.strip());
    if (number != null && number >= least && number <= most) {
      return number;
    }
    fault(setting, "must be a whole number from %d to %d, not %s".formatted(least, most, text));
    return otherwise;
  }

  /** A time in whole seconds within bounds; the default is the table's. */
  Duration seconds(Setting setting, int least, int most) {
    return Duration.ofSeconds(number(setting, least, most));
  }

  /** Whether something is to be; the default is the table's. */
  boolean flag(Setting setting) {
    return choice(setting, Switch.class) == Switch.ON;
  }

  /** One of an enum's words, in any case; the default is the table's. */
  <E extends Enum<E> & Word> E choice(Setting setting, Class<E> type) {
    var text = textOrDefault(setting).strip();
    var all = type.getEnumConstants();
    for (var word : all) {
      if (word.wire().equalsIgnoreCase(text)) {
        return word;
      }
    }
    var words = Arrays.stream(all).map(Word::wire).collect(Collectors.joining(" or "));
    fault(setting, "must be %s, not %s".formatted(words, text));
    return all[0];
  }

  /**
   * A text that means something.
   *
   * @param otherwise what it is when it is absent or wrong
   * @param parser throws IllegalArgumentException with what is wrong, and no secret in it
   */
  <T extends @Nullable Object> T parsed(Setting setting, T otherwise, Function<String, T> parser) {
    var text = arguments.setting(setting);
    if (text == null) {
      return otherwise;
    }
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      fault(setting, String.valueOf(e.getMessage()));
      return otherwise;
    }
  }

  void fault(Setting setting, String what) {
    faults.put(setting, what);
  }

  void warn(Setting setting, String what) {
    warnings.add(setting + " " + what);
  }

  /** What is not wrong, but should be known. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  /**
   * To be called when all is read.
   *
   * @throws UsageError with every fault, in the order of the table
   */
  void check() {
    var all = new ArrayList<>(arguments.faultsOfFile());
    faults.forEach((setting, what) -> all.add(setting + " " + what + inFile(setting)));
    if (!all.isEmpty()) {
      throw new UsageError(all);
    }
  }

  /** Where to mend it, unless the setting's own name says so. */
  private String inFile(Setting setting) {
    var given = arguments.find(setting);
    return given == null || given.file() == null ? "" : " (" + given.where() + ")";
  }
}
