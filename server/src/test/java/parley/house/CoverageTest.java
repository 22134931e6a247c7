package parley.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.Description;
import parley.testkit.TestServer;

/**
 * The README's table of operations is made from the route table. With -Dparley.coverage=write it is
 * written anew.
 */
class CoverageTest {
  private static final String BEGIN = "<!-- coverage: begin -->\n";
  private static final String END = "<!-- coverage: end -->";
  private static final String SERVICE = "/Services/{ChatServiceSid}";
  private static final boolean WRITE = "write".equals(System.getProperty("parley.coverage"));

  @RegisterExtension final TestServer server = TestServer.onSqlite();

  @Test
  void theReadmeTellsWhatIsServed() throws IOException {
    var readme = Path.of("..", "README.md");
    var text = Files.readString(readme);
    var from = text.indexOf(BEGIN) + BEGIN.length();
    var to = text.indexOf(END);
    var table = table();
    if (WRITE) {
      Files.writeString(readme, text.substring(0, from) + table + text.substring(to));
    } else {
      assertThat(text.substring(from, to))
          .as(
              "The README's coverage. To mend it: mvn test -Dtest=CoverageTest"
                  + " -Dparley.coverage=write")
          .isEqualTo(table);
    }
  }

  private String table() {
    var documented = Description.operations();
    var served = new LinkedHashSet<String>();
    server
        .routes()
        .table()
        .forEach(route -> served.add(plain(route.method() + " " + route.template())));
    var lines = new ArrayList<String>();
    var count = documented.stream().filter(one -> served.contains(plain(one))).count();
    lines.add("**" + count + " of " + documented.size() + "** are served.\n");
    lines.add("| operation below `/v1` | default service | named service |");
    lines.add("|---|---|---|");
    for (var operation : shortForms(documented)) {
      var named = operation.replaceFirst(" ", " " + SERVICE);
      lines.add(
          "| `%s` | %s | %s |"
              .formatted(
                  operation,
                  state(operation, documented, served),
                  state(named, documented, served)));
    }
    lines.add("\nBeyond the original:\n");
    var known = new TreeSet<String>();
    documented.forEach(one -> known.add(plain(one)));
    server.routes().table().stream()
        .map(route -> route.method() + " " + route.template())
        .filter(one -> !known.contains(plain(one)))
        .sorted()
        .forEach(one -> lines.add("- `" + one + "`"));
    return String.join("\n", lines) + "\n";
  }

  private static String state(String operation, Set<String> documented, Set<String> served) {
    var full = operation.replaceFirst(" ", " /v1");
    if (!documented.contains(full)) {
      return "";
    }
    return served.contains(plain(full)) ? "yes" : "not yet";
  }

  /** The operations without the service, each once. */
  private static Set<String> shortForms(Set<String> documented) {
    var forms = new LinkedHashSet<String>();
    documented.forEach(one -> forms.add(one.replace("/v1", "").replace(SERVICE, "")));
    return forms;
  }

  /** Without the names of variables, which are ours to choose. */
  private static String plain(String operation) {
    return operation.replaceAll("\\{[^}]*}", "{}");
  }
}
