package parley.testing;

import parley.http.Call;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;

/** Fixtures over REST (docs/fixtures.md); ours. */
final class FixtureResource implements Resource {
  static final String PATH = "/parley/v1/Test/Fixtures";
  private static final int BYTES_MAX = 64 << 20;

  private final Fixtures fixtures;

  FixtureResource(Fixtures fixtures) {
    this.fixtures = fixtures;
  }

  @Override
  public void routes(Routes routes) {
    routes.inParley("/Test/Fixtures", at -> at.post("", this::create).get("", this::fetch));
  }

  private Reply create(Call call) {
    var made = fixtures.make(call.json(BYTES_MAX));
    return Reply.created(made::write);
  }

  private Reply fetch(Call call) {
    return Reply.ok(fixtures::write);
  }
}
