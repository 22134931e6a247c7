package parley.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import parley.http.Call;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;

/**
 * The operations and parameters that Parley adds to the API, as an OpenAPI document, at {@value
 * #PATH}. Anybody may read it, as the other pages.
 */
public final class ApiDescription implements Resource {
  public static final String PATH = "/openapi.json";

  @Override
  public void routes(Routes routes) {
    routes.inPublic(PATH, at -> at.get("", ApiDescription::show));
  }

  private static Reply show(Call call) {
    try (var in = ApiDescription.class.getResourceAsStream("/parley/docs/openapi.json")) {
      var document = Objects.requireNonNull(in, "docs/openapi.json is missing").readAllBytes();
      return Reply.bytes(200, "application/json", document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
