package parley.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import parley.http.HttpServer;
import parley.http.Port;

/** A port of its own for who runs the server: health and metrics, without credentials. */
final class AdminDoor implements AutoCloseable {
  private final AdminPlace place;
  private final Port taken;
  private @Nullable HttpServer server;

  private AdminDoor(AdminPlace place, Port taken) {
    this.place = place;
    this.taken = taken;
  }

  /**
   * Takes the port, before anything is written.
   *
   * @return null where none is asked for
   */
  static @Nullable AdminDoor take(@Nullable AdminPlace place) {
    return place == null
        ? null
        : new AdminDoor(
            place, Ports.take(place.host(), place.port(), Setting.ADMIN_HOST, Setting.ADMIN_PORT));
  }

  /** Begins to answer. */
  void open(Wiring wiring) {
    server = wiring.adminServer(place.host(), place.port());
    try {
      server.start(taken);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI address() {
    return Objects.requireNonNull(server).address();
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
    taken.close(); // also where it never began
  }
}
