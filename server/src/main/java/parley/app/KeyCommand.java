package parley.app;

import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** API keys: an alternative to the auth token, which can be given out and taken back one by one. */
@Command(
    name = "key",
    description = "Makes, lists and deletes API keys.",
    subcommands = {KeyCommand.Create.class, KeyCommand.Listing.class, KeyCommand.Delete.class})
final class KeyCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    throw new Refusal("name one of: key create, key list, key delete");
  }

  /** Makes a key; its secret is shown this once. */
  @Command(name = "create", description = "Makes a key and prints its SID and secret.")
  static final class Create implements Callable<Integer> {
    @Mixin Settings settings = new Settings();

    @Option(names = "--name", description = "A name to know the key by.")
    @Nullable String name;

    @Override
    public Integer call() {
      try (var installation = Installation.visit(settings, System.getenv(), Clock.systemUTC())) {
        var key = installation.apiKeys().add(installation.account().sid(), name);
        System.out.println("sid     " + key.sid());
        System.out.println("secret  " + key.secret());
      }
      return 0;
    }
  }

  /** Lists keys, without their secrets. */
  @Command(name = "list", description = "Lists the keys, without their secrets.")
  static final class Listing implements Callable<Integer> {
    @Mixin Settings settings = new Settings();

    @Override
    public Integer call() {
      try (var installation = Installation.visit(settings, System.getenv(), Clock.systemUTC())) {
        for (var key : installation.apiKeys().list(installation.account().sid())) {
          var name = key.friendlyName();
          System.out.println(key.sid() + (name == null ? "" : "  " + name));
        }
      }
      return 0;
    }
  }

  /** Deletes a key: what bears it is refused from then on. */
  @Command(name = "delete", description = "Deletes a key.")
  static final class Delete implements Callable<Integer> {
    @Mixin Settings settings = new Settings();

    @Parameters(paramLabel = "SID", description = "The key's SID.")
    String sid = "";

    @Override
    public Integer call() {
      try (var installation = Installation.visit(settings, System.getenv(), Clock.systemUTC())) {
        if (!installation.apiKeys().remove(sid)) {
          throw new Refusal("there is no key " + sid);
        }
      }
      return 0;
    }
  }
}
