package parley.app;

import java.time.Clock;
import org.apache.commons.cli.Options;

/** Deletes an API key: who shows it is refused from then on. */
final class DeleteKey implements Command {
  @Override
  public String name() {
    return "key delete";
  }

  @Override
  public String summary() {
    return "Deletes an API key.";
  }

  @Override
  public String operands() {
    return "SID";
  }

  @Override
  public Options options() {
    return Arguments.withData();
  }

  @Override
  public int run(Arguments arguments) {
    if (arguments.operands().size() != 1) {
      throw new UsageError("key delete wants one SID");
    }
    var sid = arguments.operands().getFirst();
    try (var installation = Installation.visit(arguments, Clock.systemUTC())) {
      if (!installation.apiKeys().remove(sid)) {
        throw new Refusal("there is no key " + sid);
      }
    }
    return 0;
  }
}
