package parley.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a page says that is printed, against what was. Three dots stand for anything; SIDs and dates
 * are others each time, so only their kind is compared. A page may leave out lines and properties.
 */
final class Shown {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern CHANGING =
      Pattern.compile(
          "\\.\\.\\.|(?<sid>[A-Z]{2})[0-9a-f]{32}"
              + "|(?<date>\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z)|\\s+");

  private Shown() {}

  /** Each line is there, in this order. */
  static void text(String shown, String printed) {
    var lines = shown.lines().filter(line -> !line.isBlank()).map(Shown::pattern).toList();
    var all = String.join("(?s:.*?)", lines);
    assertThat(printed).containsPattern(Pattern.compile(all, Pattern.MULTILINE));
  }

  private static String pattern(String line) {
    var pattern = new StringBuilder();
    var from = 0;
    for (var found = CHANGING.matcher(line); found.find(); from = found.end()) {
      pattern.append(Pattern.quote(line.substring(from, found.start()))).append(meant(found));
    }
    return pattern.append(Pattern.quote(line.substring(from))).toString();
  }

  private static String meant(java.util.regex.Matcher found) {
    if (found.group("sid") != null) {
      return found.group("sid") + "[0-9a-f]{32}";
    }
    if (found.group("date") != null) {
      return "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z";
    }
    return found.group().equals("...") ? ".*" : "\\s*";
  }

  /** The last JSON that was printed has these properties with these values, whatever others. */
  static void json(String shown, String printed) {
    var expected = JSON.readTree(shown.replaceAll("(?<![\"\\w.])\\.\\.\\.(?![\"\\w.])", "\"...\""));
    var differences = new ArrayList<String>();
    compare("", expected, last(printed), differences);
    assertThat(differences).as(printed).isEmpty();
  }

  private static JsonNode last(String printed) {
    try (var values = JSON.readerFor(JsonNode.class).<JsonNode>readValues(printed)) {
      var last = JSON.nullNode();
      while (values.hasNext()) {
        last = values.next();
      }
      return last;
    }
  }

  private static void compare(String at, JsonNode shown, JsonNode is, List<String> differences) {
    if (shown.isObject()) {
      shown
          .properties()
          .forEach(
              one ->
                  compare(
                      at + "/" + one.getKey(), one.getValue(), is.path(one.getKey()), differences));
    } else if (shown.isArray()) {
      for (var i = 0; i < shown.size(); i++) {
        compare(at + "/" + i, shown.get(i), is.path(i), differences);
      }
    } else if (shown.isString() && is.isValueNode()) {
      if (!is.asString().matches("(?s)" + pattern(shown.stringValue()))) {
        differences.add(at + ": " + is);
      }
    } else if (!shown.equals(is)) {
      differences.add(at + ": " + is);
    }
  }
}
