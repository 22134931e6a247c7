package parley.permission;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import parley.access.Operation;

/** The table of docs/tokens.md, beside the one that is in force. */
final class PermissionPage {
  private static final Path PAGE = Path.of("..", "docs", "tokens.md");

  private PermissionPage() {}

  /** The rows of the page's table, without its head. */
  static List<String> rows() {
    try (var lines = Files.lines(PAGE)) {
      return lines
          .dropWhile(line -> !line.startsWith("| Operation |"))
          .takeWhile(line -> line.startsWith("|"))
          .skip(2)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the rows are to be; to be copied into the page after a change of the table. */
  static List<String> inForce() {
    return Arrays.stream(Operation.values()).flatMap(one -> rows(one).stream()).toList();
  }

  private static List<String> rows(Operation operation) {
    var rule = PermissionTable.of(operation);
    var rows = new ArrayList<String>();
    var byNeed = new LinkedHashMap<String, List<String>>();
    rule.fields()
        .forEach(
            (name, need) ->
                byNeed.computeIfAbsent(need.toString(), it -> new ArrayList<>()).add(name));
    if (byNeed.isEmpty()) {
      rows.add(row(operation, rule, "", rule.need() == null ? "" : rule.need().toString()));
    }
    byNeed.forEach((need, names) -> rows.add(row(operation, rule, code(names), need)));
    return rows;
  }

  private static String row(Operation operation, OperationRule rule, String fields, String need) {
    return "| %s | %s | %s | %s |"
        .formatted(operation, rule.who().words(), fields, need)
        .replace("|  |", "| |")
        .replace("|  |", "| |");
  }

  private static String code(List<String> names) {
    return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }
}
