package parley.testing;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.http.Routes;

/**
 * Which operations a template means: whatever its variables are called, and whether or not the
 * service stands before it.
 */
final class RouteNames {
  private static final Pattern VARIABLE = Pattern.compile("\\{[^/]*}");
  private static final String SERVICE = "/v1/Services/{}/";
  private static final String OF_THE_SERVICE = "/v1/Services/{}/Configuration";
  private static final String TESTS = "/parley/v1/Test";

  private RouteNames() {}

  /** Whether faults reach it at all: an operation of the API, but for the test controls. */
  static boolean canBeStruck(Routes.Route route) {
    var path = route.template();
    return !path.startsWith(TESTS) && (path.startsWith("/v1/") || path.startsWith("/parley/v1/"));
  }

  /** Whether a template names the route; null names them all. */
  static boolean isNamed(Routes.Route route, @Nullable String template) {
    return template == null || plain(template).equals(plain(route.template()));
  }

  /** The template without names of variables, and without a service that only says where. */
  private static String plain(String template) {
    var nameless = VARIABLE.matcher(template).replaceAll("{}");
    var bare = nameless.endsWith("/") ? nameless.substring(0, nameless.length() - 1) : nameless;
    // below Configuration a service has what an account has under the same name
    return bare.startsWith(SERVICE) && !bare.startsWith(OF_THE_SERVICE)
        ? "/v1/" + bare.substring(SERVICE.length())
        : bare;
  }
}
