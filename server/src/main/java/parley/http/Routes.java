package parley.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import parley.access.Operation;

/**
 * The table of all operations, as a tree over path segments. A literal segment goes before a
 * variable, and before {@code ...}, which stands last in a path for all that is below it. Segments
 * are matched as they are encoded, so that an identity may hold a slash.
 */
public final class Routes {
  private static final String ROOT = "/v1";
  private static final String SERVICE = "/Services/{ChatServiceSid}";

  /** All that is below a path, and fits nothing else. */
  private static final String REST = "...";

  /** What the original knows nothing of. */
  private static final String OURS = "/parley/v1";

  private final String base;
  private final String service;
  private final Node root = new Node();
  private final List<Route> table = new ArrayList<>();

  /** The API's own, below {@code /v1}. */
  public Routes() {
    this(ROOT);
  }

  /** Other ones, which stand below another path: what resources mount there is the same. */
  public Routes(String base) {
    this.base = base;
    this.service = base + SERVICE;
  }

  /** What answers one operation. */
  @FunctionalInterface
  public interface Handler {
    Reply handle(Call call);
  }

  /**
   * One operation.
   *
   * @param template the path with its variables in braces
   * @param namesService whether the path names the service, instead of meaning the default one
   * @param open whether it is answered without credentials, because the URL itself is a proof
   * @param operation what a user with an access token would do by it; null where only the account's
   *     own credentials are good
   * @param variables the names of the variables, in order
   */
  public record Route(
      String method,
      String template,
      boolean namesService,
      boolean open,
      @Nullable Operation operation,
      List<String> variables,
      Handler handler) {}

  /** A route that fits a path, with the values of its variables as they are encoded. */
  record Match(Route route, List<String> values) {}

  private static final class Node {
    final Map<String, Node> literals = new HashMap<>();
    final Map<String, Route> routes = new HashMap<>();
    @Nullable Node variable;
  }

  /**
   * Where a resource hangs its handlers: a path, under one root or two. Where no operation is
   * named, only the account's own credentials are good.
   */
  public final class Mount {
    private final List<String> prefixes;
    private final boolean open;

    private Mount(boolean open, List<String> prefixes) {
      this.open = open;
      this.prefixes = prefixes;
    }

    public Mount get(String path, Handler handler) {
      return add("GET", path, null, handler);
    }

    public Mount post(String path, Handler handler) {
      return add("POST", path, null, handler);
    }

    public Mount delete(String path, Handler handler) {
      return add("DELETE", path, null, handler);
    }

    public Mount get(String path, Operation operation, Handler handler) {
      return add("GET", path, operation, handler);
    }

    public Mount post(String path, Operation operation, Handler handler) {
      return add("POST", path, operation, handler);
    }

    public Mount delete(String path, Operation operation, Handler handler) {
      return add("DELETE", path, operation, handler);
    }

    /** Whatever is sent there but a DELETE, for a receiver of what others send. */
    public Mount anyButDelete(String path, Handler handler) {
      for (var method : List.of("GET", "POST", "PUT", "PATCH")) {
        add(method, path, null, handler);
      }
      return this;
    }

    private Mount add(String method, String path, @Nullable Operation operation, Handler handler) {
      for (var prefix : prefixes) {
        var named = prefix.startsWith(service);
        Routes.this.add(method, prefix + path, named, open, operation, handler);
      }
      return this;
    }
  }

  /** Mounts a path twice: for the default service, and below a service that the path names. */
  public void inService(String path, Consumer<Mount> mount) {
    mount.accept(new Mount(false, List.of(base + path, service + path)));
  }

  /** Mounts a path of the account, outside any service. */
  public void inAccount(String path, Consumer<Mount> mount) {
    mount.accept(new Mount(false, List.of(base + path)));
  }

  /** Mounts a path of the account among those that are Parley's own. */
  public void inParley(String path, Consumer<Mount> mount) {
    mount.accept(new Mount(false, List.of(OURS + path)));
  }

  /** Mounts a path outside the API that asks for the account's credentials all the same. */
  public void inRoot(String path, Consumer<Mount> mount) {
    mount.accept(new Mount(false, List.of(path)));
  }

  /** Mounts a path that exists below a named service alone. */
  public void inNamedService(String path, Consumer<Mount> mount) {
    mount.accept(new Mount(false, List.of(service + path)));
  }

  /**
   * Mounts a path outside the API that is answered without credentials. Its handlers check the
   * proof that the URL carries, and have no account to ask for.
   */
  public void inPublic(String path, Consumer<Mount> mount) {
    mount.accept(new Mount(true, List.of(path)));
  }

  private void add(
      String method,
      String template,
      boolean namesService,
      boolean open,
      @Nullable Operation operation,
      Handler handler) {
    var variables = new ArrayList<String>();
    var node = root;
    for (var segment : segments(template)) {
      if (segment.startsWith("{")) {
        variables.add(segment.substring(1, segment.length() - 1));
        node.variable = node.variable == null ? new Node() : node.variable;
        node = node.variable;
      } else {
        node = node.literals.computeIfAbsent(segment, name -> new Node());
      }
    }
    var route =
        new Route(method, template, namesService, open, operation, List.copyOf(variables), handler);
    if (node.routes.put(method, route) != null) {
      throw new IllegalStateException(method + " " + template + " is there twice");
    }
    table.add(route);
  }

  /** Every operation, in the order of registration. */
  public List<Route> table() {
    return Collections.unmodifiableList(table);
  }

  /** The route of a path, or null when there is none with this method. */
  @Nullable Match match(String method, String path) {
    var values = new ArrayList<String>(4);
    var node = find(root, segments(path), 0, values);
    var route = node == null ? null : node.routes.get(method);
    return route == null ? null : new Match(route, values);
  }

  /** The methods that a path has; empty when there is no such path. */
  Set<String> methodsOf(String path) {
    var node = find(root, segments(path), 0, new ArrayList<>());
    return node == null ? Set.of() : new TreeSet<>(node.routes.keySet());
  }

  private static @Nullable Node find(Node node, String[] segments, int at, List<String> values) {
    if (at == segments.length) {
      return node.routes.isEmpty() ? null : node;
    }
    var literal = node.literals.get(segments[at]);
    if (literal != null) {
      var found = find(literal, segments, at + 1, values);
      if (found != null) {
        return found;
      }
    }
    if (node.variable != null && !segments[at].isEmpty()) {
      values.add(segments[at]);
      var found = find(node.variable, segments, at + 1, values);
      if (found != null) {
        return found;
      }
      values.removeLast();
    }
    return node.literals.get(REST);
  }

  /** A slash at the end means nothing. */
  private static String[] segments(String path) {
    var end = path.length() > 1 && path.endsWith("/") ? path.length() - 1 : path.length();
    return path.substring(1, end).split("/", -1);
  }
}
