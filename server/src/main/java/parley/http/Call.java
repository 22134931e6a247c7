package parley.http;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.access.Actor;
import parley.access.Caller;
import parley.access.Cause;
import parley.access.Permit;
import parley.problem.Code;
import parley.problem.Limits;
import parley.problem.Problem;
import parley.value.Text;

/** One request, as a handler sees it. Used by one thread. */
public final class Call {
  private final CallSource source;
  private final Routes.Route route;
  private final Map<String, String> variables;
  private final @Nullable Caller caller;
  private final String address;
  private final ServiceFinder services;
  private final String base;
  private final Limits limits;
  private @Nullable Form query;
  private @Nullable Form form;
  private @Nullable String service;
  private Permit permit = Permit.ALWAYS;

  Call(
      CallSource source,
      Routes.Match match,
      @Nullable Caller caller,
      String address,
      ServiceFinder services,
      String base,
      Limits limits) {
    this.source = source;
    this.route = match.route();
    this.variables = decode(match.route().variables(), match.values());
    this.caller = caller;
    this.address = address;
    this.services = services;
    this.base = base;
    this.limits = limits;
  }

  private static Map<String, String> decode(List<String> names, List<String> values) {
    var variables = new HashMap<String, String>();
    for (var i = 0; i < names.size(); i++) {
      var value = UrlText.decode(values.get(i), false);
      if (value == null) {
        throw Code.BAD_PARAMETER.in(names.get(i), "in the path " + UrlText.RULE);
      }
      variables.put(names.get(i), value);
    }
    return variables;
  }

  /** Which operation it asks for. */
  public Routes.Route route() {
    return route;
  }

  /**
   * Where it came from: the address of the peer, a proxy as a rule, or what a trusted proxy says.
   */
  public String clientAddress() {
    return address;
  }

  /** Has every change that the call makes bear this permit. */
  public void admit(Permit allowed) {
    permit = allowed;
  }

  /** Takes away all parameters of the body but these, as if they had not been sent. */
  public void leaveOnly(Set<String> names) {
    form = form().only(names);
  }

  /** The value of a variable of the path. */
  public String path(String variable) {
    var value = variables.get(variable);
    if (value == null) {
      throw new IllegalStateException(route.template() + " has no variable " + variable);
    }
    return value;
  }

  /** The parameters behind the question mark. */
  public Form query() {
    if (query == null) {
      query = Form.parse(source.query(), limits);
    }
    return query;
  }

  /** What stands behind the question mark, as it was sent. */
  public @Nullable String rawQuery() {
    return source.query();
  }

  /** The parameters of the body; the first call reads it. */
  public Form form() {
    if (form == null) {
      form = source.form(limits);
    }
    return form;
  }

  /**
   * Refuses an update that sets nothing, none of the parameters read until now (code 20161). That
   * is told only of a thing that is there.
   *
   * @param thing finds what is to be updated
   */
  public void requireSomething(Supplier<Optional<?>> thing) {
    if (form().isOfNothing()) {
      throw thing.get().isPresent() ? form().nothing() : notFound();
    }
  }

  /**
   * The body as it is, whatever it is.
   *
   * @throws Problem 20413 for more than {@code most} bytes
   */
  public byte[] bytes(int most) {
    return source.bytes(most);
  }

  /**
   * The body as a JSON document.
   *
   * @throws Problem 20413 for more than {@code most} bytes or what the server's memory allows,
   *     20422 for another type, and as {@link JsonValue#parse}
   */
  public JsonValue json(int most) {
    source.requireNotEncoded();
    var type = header("Content-Type");
    if (type != null && !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
      throw Code.BAD_PARAMETER.in("Content-Type", "must be application/json");
    }
    var bytes = bytes((int) Math.min(most, source.bytesMost()));
    var text = Text.ofUtf8(ByteBuffer.wrap(bytes));
    if (text == null) {
      throw Code.BAD_PARAMETER.because("the body " + Text.RULE);
    }
    return JsonValue.parse(text);
  }

  /** The body as a file that comes in; it is read as it is asked for, and only once. */
  public Upload upload() {
    return source.upload();
  }

  /** The verb that was sent; HEAD is served as GET. */
  public String method() {
    return source.method();
  }

  /** Every header as it came, in order; one that was repeated stands there as often. */
  public List<Map.Entry<String, String>> headers() {
    return source.headers();
  }

  /**
   * What may have been called: the URL by which the request reached us, and by which it reached a
   * proxy before us, each with path and query as they were sent.
   */
  public List<String> urls() {
    var query = source.query();
    var target = source.path() + (query == null ? "" : "?" + query);
    return Stream.of(source.origin(), base).map(whole -> whole + target).distinct().toList();
  }

  public @Nullable String header(String name) {
    return source.header(name);
  }

  /** The account that asks; there is none on a public path. */
  public String accountSid() {
    return caller().accountSid();
  }

  /** Who asks; there is nobody on a public path. */
  public Caller caller() {
    if (caller == null) {
      throw new IllegalStateException(route.template() + " is public and has no account");
    }
    return caller;
  }

  /** Why something changes: webhooks hear of it when a header or the server's settings say so. */
  public Cause cause() {
    var asked = "true".equalsIgnoreCase(header("X-Twilio-Webhook-Enabled"));
    return caller().cause(asked, permit);
  }

  /** As {@link #cause}, of an operation for which the original knows no such header. */
  public Cause causeWithoutHeader() {
    return caller().cause(false, permit);
  }

  /** The service the request is about: the one in the path, or the account's default. */
  public String service() {
    if (service == null) {
      service = route.namesService() ? namedService() : impliedService();
    }
    return service;
  }

  private String impliedService() {
    return isOfOwnService() && caller().actor() instanceof Actor.OfUser user
        ? user.serviceSid()
        : services.defaultOf(accountSid());
  }

  /** Whether a path that names no service means the caller's own: a user's connection is in one. */
  public boolean isOfOwnService() {
    return source.isOfOwnService();
  }

  private String namedService() {
    var sid = path("ChatServiceSid");
    if (!services.exists(accountSid(), sid)) {
      throw NotFound.at("/Services/" + sid);
    }
    return sid;
  }

  /** Whether the path names its service; some answers leave it out otherwise. */
  public boolean namesService() {
    return route.namesService();
  }

  /** An absolute URL in the family of paths by which the caller came (docs/behaviour.md 1.1). */
  public String link(String path) {
    return root() + path;
  }

  /** What every link of this family begins with. */
  public String root() {
    return route.namesService() ? base + "/v1/Services/" + service() : base + "/v1";
  }

  /** An absolute URL outside the API, such as a public path's. */
  public String publicLink(String path) {
    return base + path;
  }

  /** An absolute URL of the account's own, outside any service. */
  public String accountLink(String path) {
    return base + "/v1" + path;
  }

  /** The refusal of a request whose path names something that is not there. */
  public Problem notFound() {
    return NotFound.at(source.path());
  }
}
