package parley.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import parley.http.Port;
import parley.proxy.ForwardProxy;

/** The proxy beside the API, for programs that are not told of Parley. */
final class ProxyDoor implements AutoCloseable {
  private final ProxyPlace place;
  private final Port taken;
  private @Nullable ForwardProxy proxy;

  private ProxyDoor(ProxyPlace place, Port taken) {
    this.place = place;
    this.taken = taken;
  }

  /**
   * Takes the port, before anything is written.
   *
   * @return null where none is asked for
   */
  static @Nullable ProxyDoor take(@Nullable ProxyPlace place) {
    if (place == null) {
      return null;
    }
    var rules = place.rules();
    return new ProxyDoor(
        place, Ports.take(rules.host(), rules.port(), Setting.PROXY_HOST, Setting.PROXY_PORT));
  }

  /** Begins to answer. What it answers for the original's hosts, links within them. */
  void open(Wiring wiring, Settings settings) {
    try {
      proxy =
          new ForwardProxy(
              place.rules(),
              place.files(settings.place().data()),
              context -> wiring.server("127.0.0.1", 0, null, settings.http()).secure(context));
      proxy.start(taken);
    } catch (IllegalArgumentException e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How programs are led to it. */
  String told() {
    if (proxy == null) {
      throw new IllegalStateException("not open");
    }
    return "  %-11s %s, for programs that are led here by their environment:%n"
            .formatted("proxy", proxy.address())
        + ShowVariables.text(proxy.variables());
  }

  @Override
  public void close() {
    if (proxy != null) {
      proxy.close();
    }
    taken.close(); // also where it never began
  }
}
