package parley.http;

/** The REST door of a room: it registers its own routes. */
public interface Resource {
  void routes(Routes routes);
}
