package parley.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import parley.access.Accounts;
import parley.http.Call;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;
import parley.storage.Contents;
import parley.storage.Database;
import parley.testing.World.Mark;

/** Makes everything as it was after the first start, over REST (docs/testing.md); ours. */
final class Reset implements Resource {
  /** What is not made by a test, but was there when the server started. */
  private static final String KEYS = "api_keys";

  private final World world;
  private final Contents contents;
  private final Accounts accounts;
  private final String account;
  private final List<Resettable> others = new CopyOnWriteArrayList<>();
  private final Contents.Image keys;

  Reset(World world, Database database, Accounts accounts, String account) {
    this.world = world;
    this.contents = new Contents(database.dialect());
    this.accounts = accounts;
    this.account = account;
    this.keys = database.read(tx -> contents.read(tx, KEYS::equals));
  }

  void alsoOf(Resettable other) {
    others.add(other);
  }

  @Override
  public void routes(Routes routes) {
    routes.inParley("/Test/Reset", at -> at.post("", this::reset));
  }

  private Reply reset(Call call) {
    run();
    return Reply.gone();
  }

  void run() {
    world.whileStill(
        () -> {
          world.replace(
              Mark.FIRST,
              tx -> {
                accounts.ensure(tx, account);
                contents.write(tx, keys);
              });
          others.forEach(Resettable::reset);
        });
  }
}
