package parley.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import parley.http.JsonValue;
import parley.problem.Problem;

/** Fills an empty database with what a file says, before the server is there for anybody. */
final class FixtureFile {
  private FixtureFile() {}

  /**
   * Fills it.
   *
   * @param file null for none
   * @return what the ready line tells of it, with its line's end; empty for no file
   * @throws Refusal when the file cannot be read or made; then nothing was
   */
  static String fill(@Nullable Path file, Wiring wiring) {
    return file == null ? "" : "  fixture     " + told(file, wiring) + "\n";
  }

  private static String told(Path file, Wiring wiring) {
    try {
      var document = JsonValue.parse(Files.readString(file));
      return wiring
          .rehearsal
          .fixtures
          .makeWhereNothingIs(document)
          .map(made -> made.summary() + " of " + file)
          .orElse("nothing of " + file + ": this database has users or conversations already");
    } catch (IOException e) {
      throw new Refusal("the fixture " + file + " cannot be read: " + Reasons.of(e));
    } catch (Problem e) {
      throw new Refusal("the fixture " + file + " is not to be made: " + reason(e));
    }
  }

  private static String reason(Problem problem) {
    var place = problem.details().get("parameter");
    var reason = problem.details().getOrDefault("reason", String.valueOf(problem.getMessage()));
    return place == null ? reason : place + " " + reason;
  }
}
