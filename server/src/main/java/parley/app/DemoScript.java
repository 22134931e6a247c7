package parley.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the demo plays. The text says itself how it is written:
 * resources/parley/demo/script.txt.
 */
final class DemoScript {
  private static final String FOLDER = "/parley/demo/";
  private static final Duration PAUSE = Duration.ofMinutes(2);

  /** How each kind of line is written; the first that fits is it. */
  private static final List<Rule> RULES =
      List.of(
          new Rule("user (\\S+) (\\S+) (.+)", DemoScript::signUp),
          new Rule("== (\\S+) (.+)", DemoScript::begin),
          new Rule("with (\\+\\d+) via (\\+\\d+)", (script, line) -> script.add(sms(line))),
          new Rule("with (.+)", DemoScript::join),
          new Rule("receipt (\\S+)(?: (\\d+))?", (script, line) -> script.add(report(line))),
          new Rule("read (\\S+)", (script, line) -> script.add(new Read(line.group(1)))),
          new Rule("mute (\\S+)", (script, line) -> script.add(new Mute(line.group(1)))),
          new Rule("state (\\S+)", (script, line) -> script.add(new Turn(line.group(1)))),
          new Rule("(\\S+?)(?: \\+(\\w+))?(?: \\[(\\S+)])?: (.+)", DemoScript::say));

  private final List<Step> steps = new ArrayList<>();
  private Duration ago = Duration.ZERO;
  private String conversation = "";

  private DemoScript() {}

  private record Rule(Pattern pattern, BiConsumer<DemoScript, MatchResult> way) {
    Rule(String pattern, BiConsumer<DemoScript, MatchResult> way) {
      this(Pattern.compile(pattern), way);
    }

    /** Whether the line is of this kind; if so, it is taken. */
    boolean takes(String line, DemoScript script) {
      var matcher = pattern.matcher(line);
      if (!matcher.matches()) {
        return false;
      }
      way.accept(script, matcher);
      return true;
    }
  }

  /**
   * One thing that somebody did.
   *
   * @param ago how long before the play
   * @param conversation the unique name of the one it was done in; empty for none
   */
  record Step(Duration ago, String conversation, Act act) {}

  /** What was done. */
  sealed interface Act {}

  /** Somebody signed up. */
  record SignUp(String identity, String fullName) implements Act {}

  /** A conversation began. */
  record Begin(String title) implements Act {}

  /** Somebody joined by chat. */
  record Join(String identity) implements Act {}

  /** Somebody joined by SMS. */
  record JoinBySms(String address, String proxy) implements Act {}

  /** Somebody wrote a message, which may carry a file. */
  record Say(String author, String text, @Nullable String file) implements Act {}

  /** The channel reported on the newest message; the error is a number or null. */
  record Delivered(String status, @Nullable String error) implements Act {}

  /** Somebody read everything so far. */
  record Read(String identity) implements Act {}

  /** Somebody wants to hear no more of it. */
  record Mute(String identity) implements Act {}

  /** The conversation fell asleep or was closed. */
  record Turn(String state) implements Act {}

  /** All steps, in the order in which they happened. */
  static List<Step> read() {
    try (var in = open("script.txt")) {
      var script = new DemoScript();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("//"))
          .forEach(script::take);
      script.steps.sort(Comparator.comparing(Step::ago).reversed());
      return script.steps;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of the script's folder. */
  static InputStream open(String file) {
    var in = DemoScript.class.getResourceAsStream(FOLDER + file);
    if (in == null) {
      throw new IllegalStateException("the demo has no file " + file);
    }
    return in;
  }

  /** Who takes part, apart from those who are reached outside chat. */
  static List<SignUp> people() {
    return read().stream().map(Step::act).flatMap(DemoScript::signUp).toList();
  }

  private static Stream<SignUp> signUp(Act act) {
    return act instanceof SignUp one ? Stream.of(one) : Stream.of();
  }

  private void take(String line) {
    if (RULES.stream().noneMatch(rule -> rule.takes(line, this))) {
      throw new IllegalStateException("the demo cannot play: " + line);
    }
  }

  private void signUp(MatchResult line) {
    steps.add(new Step(span(line.group(2)), "", new SignUp(line.group(1), line.group(3))));
  }

  private void begin(MatchResult line) {
    ago = span(line.group(1));
    conversation = line.group(2).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    add(new Begin(line.group(2)));
  }

  private void join(MatchResult line) {
    for (var identity : line.group(1).split(", ", -1)) {
      add(new Join(identity));
    }
  }

  private void say(MatchResult line) {
    ago = ago.minus(line.group(2) == null ? PAUSE : span(line.group(2)));
    add(new Say(line.group(1), line.group(4), line.group(3)));
  }

  private static Act sms(MatchResult line) {
    return new JoinBySms(line.group(1), line.group(2));
  }

  private static Act report(MatchResult line) {
    return new Delivered(line.group(1), line.group(2));
  }

  private void add(Act act) {
    if (ago.isNegative()) {
      throw new IllegalStateException("the demo would play in the future: " + act);
    }
    steps.add(new Step(ago, conversation, act));
  }

  /** A length of time like 3d, 2h, 5m or 1d4h. */
  private static Duration span(String text) {
    var days = text.indexOf('d') + 1;
    var time = text.substring(days);
    return Duration.parse("P" + text.substring(0, days) + (time.isEmpty() ? "" : "T" + time));
  }
}
