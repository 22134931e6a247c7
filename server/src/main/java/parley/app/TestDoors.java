package parley.app;

import java.util.List;
import parley.http.Routes;
import parley.testing.TestControls;

/** All that a test can ask of a server over HTTP, where test controls are on. */
final class TestDoors {
  private TestDoors() {}

  static void open(TestControls controls, Routes routes) {
    List.of(controls.clock()).forEach(resource -> resource.routes(routes));
  }
}
