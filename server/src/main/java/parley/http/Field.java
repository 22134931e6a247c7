package parley.http;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parley.problem.Code;
import parley.problem.Problem;
import parley.value.Change;
import parley.value.Sids;
import parley.value.Text;
import parley.value.WholeNumber;
import parley.value.Word;

/** One parameter of a request, and the checks it can be put to (what blank means: {@link Form}). */
public final class Field {
  private final String name;
  private final @Nullable String value;

  Field(String name, @Nullable String value) {
    this.name = name;
    this.value = value;
  }

  /** A value that came by another way than a form, or is a part of a parameter. */
  public static Field of(String name, @Nullable String value) {
    return new Field(name, value == null ? null : checked(name, value));
  }

  /** A text from outside, which can be stored and told again; refuses another one. */
  static String checked(String name, String value) {
    if (!Text.isWhole(value)) {
      throw Code.BAD_PARAMETER.in(name, Text.RULE);
    }
    return value;
  }

  String name() {
    return name;
  }

  public boolean given() {
    return value != null;
  }

  /** Refuses an absent or empty value. */
  public Field required(Code missing) {
    if (value == null || value.isEmpty()) {
      throw missing.in(name, "is required");
    }
    return this;
  }

  /** Refuses more than so many characters (code points). */
  public Field max(int characters, Code tooLong) {
    if (value != null && value.codePointCount(0, value.length()) > characters) {
      throw tooLong.in(name, "may have at most " + characters + " characters");
    }
    return this;
  }

  /** Refuses what gets lost in a path, where the thing of this name is to be reached. */
  public Field reachable(Code dropped) {
    if (value != null && !value.isEmpty() && Text.isDropped(value)) {
      throw dropped.in(name, "must not be dots alone: clients drop them from paths");
    }
    return this;
  }

  /** Refuses more than so many bytes of UTF-8. */
  public Field maxBytes(int bytes, Code tooLong) {
    if (value != null && value.getBytes(StandardCharsets.UTF_8).length > bytes) {
      throw tooLong.in(name, "may have at most " + bytes + " bytes");
    }
    return this;
  }

  /** Refuses what is not one JSON text. */
  public Field json(Code invalid) {
    if (value != null && !JsonText.isValid(value)) {
      throw invalid.in(name, "cannot be parsed");
    }
    return this;
  }

  /** The properties of a JSON object whose values are all texts; none when absent. */
  public Map<String, String> texts(Code invalid) {
    var texts = value == null ? Map.<String, String>of() : JsonText.texts(value);
    if (texts == null) {
      throw invalid.in(name, "must be a JSON object of texts");
    }
    return texts;
  }

  /** The text as it was sent; null when absent. */
  public @Nullable String text() {
    return value;
  }

  /** The text; null when absent or empty, for fields that an empty value clears. */
  public @Nullable String textOrNull() {
    return value == null || value.isEmpty() ? null : value;
  }

  public String textOr(String otherwise) {
    return value == null ? otherwise : value;
  }

  /** The text of a required field. */
  public String requiredText(Code missing) {
    required(missing);
    return textOr("");
  }

  /** Keeps when absent, clears when empty, sets otherwise. */
  public Change<@Nullable String> clearable() {
    return value == null ? Change.kept() : Change.to(textOrNull());
  }

  /** Keeps when absent, sets otherwise, also to the empty text. */
  public Change<String> change() {
    return value == null ? Change.kept() : Change.to(value);
  }

  /**
   * A point in time in ISO 8601; null when absent. Without an offset it is UTC, because the
   * official Java SDK leaves it out.
   */
  public @Nullable Instant time(Code bad) {
    return value == null ? null : parseTime(bad);
  }

  public Change<Instant> timeChange(Code bad) {
    return value == null ? Change.kept() : Change.to(parseTime(bad));
  }

  private Instant parseTime(Code bad) {
    try {
      return TimeText.parse(textOr(""));
    } catch (DateTimeException e) {
      throw bad.in(name, TimeText.RULE);
    }
  }

  /** A bound of a range of time: a time or a bare day (docs/behaviour.md 1.8). */
  public @Nullable Instant bound(boolean endOfDay) {
    if (value == null) {
      return null;
    }
    try {
      return TimeText.bound(value, endOfDay);
    } catch (DateTimeException e) {
      throw Code.BAD_PARAMETER.in(name, TimeText.RULE + ", or a day such as 2015-12-16");
    }
  }

  /** A whole number of ASCII digits, within bounds; null when absent. */
  public @Nullable Long number(long least, long most, Code bad) {
    if (value == null) {
      return null;
    }
    var number = WholeNumber.parse(value.strip());
    if (number == null) {
      throw bad.in(name, "must be a whole number");
    }
    if (number < least || number > most) {
      var range = most == Long.MAX_VALUE ? "of at least " + least : "from " + least + " to " + most;
      throw bad.in(name, "must be a whole number " + range);
    }
    return number;
  }

  public @Nullable Boolean flag() {
    if (value == null) {
      return null;
    }
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true; // some official SDKs send True
      case "false", "0" -> false;
      default -> throw Code.BAD_PARAMETER.in(name, "must be true or false");
    };
  }

  /** One of the enum's constants, in any case (docs/behaviour.md 1.4); null when absent. */
  public <E extends Enum<E> & Word> @Nullable E choice(Class<E> type, Code bad) {
    return value == null ? null : choice(EnumSet.allOf(type), bad);
  }

  /** As {@link #choice(Class, Code)}, where only some can be named. */
  public <E extends Word> @Nullable E choice(Collection<E> among, Code bad) {
    if (value == null) {
      return null;
    }
    for (var word : among) {
      if (word.wire().equalsIgnoreCase(value)) {
        return word;
      }
    }
    throw bad.in(
        name, "must be one of " + among.stream().map(Word::wire).collect(Collectors.joining(", ")));
  }

  /** One of the enum's constants, where one must be named. */
  public <E extends Enum<E> & Word> E requiredChoice(Class<E> type, Code missing, Code bad) {
    required(missing);
    var constant = choice(type, bad);
    if (constant == null) {
      throw missing.in(name, "is required");
    }
    return constant;
  }

  /** Keeps when absent, sets one of the enum's constants otherwise. */
  public <E extends Enum<E> & Word> Change<E> choiceChange(Class<E> type, Code bad) {
    return value == null ? Change.kept() : Change.to(choice(type, bad));
  }

  /** Keeps when absent, sets true or false otherwise. */
  public Change<Boolean> flagChange() {
    var flag = flag();
    return flag == null ? Change.kept() : Change.to(flag);
  }

  /** Refuses a text that is not empty and not a SID of this prefix. */
  public Field sid(String prefix, Code bad) {
    if (value != null && !value.isEmpty() && !Sids.looksLike(prefix, value)) {
      throw bad.in(name, "must be " + prefix + " and 32 hexadecimal digits");
    }
    return this;
  }

  /** Refuses the value with a reason that names the parameter. */
  public Problem refused(Code code, String reason) {
    return code.in(name, reason);
  }
}
