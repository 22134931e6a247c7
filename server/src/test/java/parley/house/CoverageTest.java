package parley.house;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.Description;
import parley.testkit.MadePart;
import parley.testkit.TestServer;

/**
 * The README's table of operations is made from the route table. With -Dparley.coverage=write it is
 * written anew.
 */
class CoverageTest {
  private static final String SERVICE = "/Services/{ChatServiceSid}";
  @RegisterExtension final TestServer server = TestServer.onSqlite();

  @Test
  void theReadmeTellsWhatIsServed() throws IOException {
    MadePart.assertIs("README.md", "coverage", table(), "coverage", CoverageTest.class);
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
