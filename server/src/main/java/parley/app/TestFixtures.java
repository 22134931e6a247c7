package parley.app;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** Has a running server make what a file says, or writes what is there. */
final class TestFixtures implements TestCommand {
  private static final String PATH = "/Fixtures";

  @Override
  public String name() {
    return "test fixtures";
  }

  @Override
  public String summary() {
    return "Makes what FILE says (docs/fixtures.md); without it prints what is there in that form.";
  }

  @Override
  public List<String> operands() {
    return List.of("[FILE]");
  }

  @Override
  public int run(Arguments arguments) throws IOException, InterruptedException {
    var server = RunningServer.of(arguments);
    if (arguments.operands().isEmpty()) {
      return server.get(PATH);
    }
    var file = Place.path(arguments.operands().getFirst());
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new Refusal("the file " + file + " cannot be read");
    }
    return server.post(PATH, file);
  }
}
