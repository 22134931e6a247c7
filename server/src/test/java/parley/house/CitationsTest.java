package parley.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What sources and documents cite is there: rules of behaviour and decisions, by their numbers. */
class CitationsTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern CITED =
      Pattern.compile(
          "docs/behaviour\\.md\\)? (\\d+(?:\\.\\d+)?(?:,? (?:and )?\\d+(?:\\.\\d+)?)*)");
  private static final Pattern ELSEWHERE = Pattern.compile("(?<!docs/)\\bbehaviour\\.md");
  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");
  private static final Pattern RULE = Pattern.compile("(?m)^## (\\d+(?:\\.\\d+)?) ");
  private static final Pattern DECISION = Pattern.compile("[dD]ecisions?[ /](\\d+)");

  @Test
  void everyRuleThatIsCitedIsInTheBehaviourReference() throws IOException {
    var rules = new TreeSet<String>();
    RULE.matcher(Files.readString(ROOT.resolve("docs/behaviour.md")))
        .results()
        .forEach(rule -> rules.add(rule.group(1)));
    var cited = cited(CITED);
    assertThat(cited).hasSizeGreaterThan(50);
    assertThat(cited).filteredOn(one -> !rules.contains(one.number())).isEmpty();
  }

  @Test
  void noRuleIsCitedFromSomewhereElse() {
    assertThat(texts())
        .filteredOn(file -> ELSEWHERE.matcher(onOneLine(file)).find())
        .as("Cite docs/behaviour.md")
        .isEmpty();
  }

  @Test
  void everyDecisionThatIsCitedIsThere() throws IOException {
    Set<Integer> decisions;
    try (var files = Files.list(ROOT.resolve("decisions"))) {
      decisions =
          files
              .map(file -> Integer.valueOf(file.getFileName().toString().substring(0, 4)))
              .collect(Collectors.toSet());
    }
    assertThat(cited(DECISION))
        .isNotEmpty()
        .filteredOn(one -> !decisions.contains(Integer.valueOf(one.number())))
        .isEmpty();
  }

  /** A number that a file cites. */
  private record Citation(Path file, String number) {}

  private static List<Citation> cited(Pattern pattern) {
    var cited = new ArrayList<Citation>();
    for (var file : texts()) {
      pattern
          .matcher(onOneLine(file))
          .results()
          .flatMap(found -> NUMBER.matcher(found.group(1)).results())
          .map(MatchResult::group)
          .forEach(number -> cited.add(new Citation(file, number)));
    }
    return cited;
  }

  /** A citation may be broken between two lines of a comment. */
  private static String onOneLine(Path file) {
    try {
      return Files.readString(file).replaceAll("\\s+(\\* |// |-- |# )?\\s*", " ");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> texts() {
    var texts = new ArrayList<Path>();
    for (var place : List.of("server/src", "bench/src", "bench/README.md", "decisions")) {
      texts.addAll(files(ROOT.resolve(place)));
    }
    for (var document : List.of("README.md", "ARCHITECTURE.md", "INVARIANTS.md", "CHANGELOG.md")) {
      texts.add(ROOT.resolve(document));
    }
    return texts;
  }

  private static List<Path> files(Path place) {
    try (Stream<Path> files = Files.walk(place)) {
      return files.filter(file -> file.toString().matches(".*\\.(java|md|sql|sh)")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
