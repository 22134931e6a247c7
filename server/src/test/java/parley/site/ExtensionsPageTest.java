package parley.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import parley.testkit.MadePart;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table of what Parley adds is made from its description for programs; with
 * -Dparley.extensions=write it is written anew.
 */
class ExtensionsPageTest {
  @Test
  void thePageOfExtensionsTellsEachOperation() throws IOException {
    MadePart.assertIs(
        "docs/extensions.md", "operations", table(), "extensions", ExtensionsPageTest.class);
  }

  private static String table() throws IOException {
    var described = Files.readString(Path.of("..", "docs", "openapi.json"));
    var rows = new ArrayList<String>();
    for (var path : JsonMapper.shared().readTree(described).at("/paths").properties()) {
      for (var operation : path.getValue().properties()) {
        if (operation.getValue().has("operationId")) {
          var summary = operation.getValue().path("summary").asString();
          var method = operation.getKey().toUpperCase(Locale.ROOT);
          rows.add("| `%s %s` | %s |\n".formatted(method, path.getKey(), summary));
        }
      }
    }
    return "| operation | |\n|---|---|\n" + String.join("", rows);
  }
}
