package parley.testkit;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Looks at a page as who has to use it by keyboard or by ear, or sees little contrast. */
public final class Axe {
  private static final String SCRIPT =
      read("/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js");
  private static final String RUN =
      """
      async () => (await axe.run()).violations.map(
        one => `${one.id}: ${one.nodes.map(node => node.html + ' ' + node.failureSummary).join('; ')}`)\
      """;

  private Axe() {}

  /** What stands in somebody's way on a page, as it is now; each names the rule and the place. */
  @SuppressWarnings("unchecked")
  public static List<String> faults(Page page) {
    page.evaluate(SCRIPT);
    return (List<String>) page.evaluate(RUN);
  }

  private static String read(String resource) {
    try (var in = Objects.requireNonNull(Axe.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
