package parley.app;

import java.time.Clock;
import java.util.List;

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
  public List<String> operands() {
    return List.of("SID");
  }

  @Override
  public int run(Arguments arguments) {
    if (arguments.operands().isEmpty()) {
      throw new UsageError("key delete wants one SID");
    }
    var sid = arguments.operands().getFirst();
    try (var visit = Visit.to(Place.of(arguments), Clock.systemUTC())) {
      if (!visit.apiKeys().remove(visit.account(), sid)) {
        throw new Refusal("there is no key " + sid);
      }
    }
    return 0;
  }
}
