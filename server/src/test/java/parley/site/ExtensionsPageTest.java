package parley.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table of what Parley adds is made from its description for programs; with
 * -Dparley.extensions=write it is written anew.
 */
class ExtensionsPageTest {
  private static final String BEGIN = "<!-- operations: begin -->\n";
  private static final String END = "<!-- operations: end -->";
  private static final boolean WRITE = "write".equals(System.getProperty("parley.extensions"));

  @Test
  void thePageOfExtensionsTellsEachOperation() throws IOException {
    var page = Path.of("..", "docs", "extensions.md");
    var text = Files.readString(page);
    var from = text.indexOf(BEGIN) + BEGIN.length();
    var to = text.indexOf(END);
    if (WRITE) {
      Files.writeString(page, text.substring(0, from) + table() + text.substring(to));
    } else {
      assertThat(text.substring(from, to))
          .as("To mend it: mvn test -Dtest=ExtensionsPageTest -Dparley.extensions=write")
          .isEqualTo(table());
    }
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
