package parley.testing;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.delivery.SignedCall;
import parley.http.Call;
import parley.http.Form;
import parley.http.Json;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;
import parley.problem.Code;
import parley.problem.Limits;
import parley.problem.Problem;

/** Receivers of webhooks over REST (docs/testing.md); ours. Whoever sends needs no credentials. */
final class SinkResource implements Resource {
  private static final String PATH = "/Test/Sink";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final int RECEIVED_BYTES_MAX = 1 << 20;
  private static final int ANSWER_BYTES_MAX = 64 << 10;
  private static final int TYPE_BYTES_MAX = 256;
  private static final int STATUS_MIN = 200;
  private static final int STATUS_MAX = 599;

  private static final Set<Long> BODILESS = Set.of(204L, 205L, 304L);

  private final Sinks sinks;
  private final String authToken;
  private final Clock clock;

  /**
   * Receivers.
   *
   * @param authToken the account's, by which calls are signed
   */
  SinkResource(Sinks sinks, String authToken, Clock clock) {
    this.sinks = sinks;
    this.authToken = authToken;
    this.clock = clock;
  }

  @Override
  public void routes(Routes routes) {
    routes.inPublic("/parley/v1" + PATH, at -> at.anyButDelete("/{Name}", this::receive));
    routes.inParley(
        PATH,
        at ->
            at.delete("/{Name}", this::delete)
                .get("/{Name}/Requests", this::requests)
                .post("/{Name}/Answer", this::answer));
  }

  private static String name(Call call) {
    var name = call.path("Name");
    if (!NAME.matcher(name).matches()) {
      throw Code.BAD_PARAMETER.in("Name", "may have up to 64 of the characters A-Z a-z 0-9 _ . -");
    }
    return name;
  }

  private Reply receive(Call call) {
    var name = name(call);
    var body = new String(call.bytes(RECEIVED_BYTES_MAX), StandardCharsets.UTF_8);
    var form = parameters(isForm(call) ? body : "");
    var all = new LinkedHashMap<>(parameters(call.rawQuery()));
    all.putAll(form);
    var signed = isSigned(call, form);
    var answer =
        sinks.take(
            name,
            number ->
                new Sink.Received(
                    number,
                    call.method(),
                    call.urls().getFirst(),
                    all,
                    call.headers(),
                    body,
                    clock.instant(),
                    signed));
    Pause.of(answer.delay());
    return Reply.bytes(answer.status(), answer.contentType(), answer.body());
  }

  private static boolean isForm(Call call) {
    return Objects.requireNonNullElse(call.header("Content-Type"), "").startsWith(FORM);
  }

  /** What cannot be read is none: a receiver takes whatever comes. */
  private static Map<String, String> parameters(@Nullable String encoded) {
    var parameters = new LinkedHashMap<String, String>();
    try {
      Form.parse(encoded, Limits.DOCUMENTED)
          .everything()
          .forEach((name, values) -> parameters.put(name, values.getLast()));
    } catch (Problem malformed) {
      return Map.of();
    }
    return parameters;
  }

  private boolean isSigned(Call call, Map<String, String> form) {
    var signature = call.header("X-Twilio-Signature");
    return signature != null
        && call.urls().stream()
            .anyMatch(url -> SignedCall.isSigned(url, form, authToken, signature));
  }

  private Reply requests(Call call) {
    var atLeast = call.query().field("AtLeast").number(0, Long.MAX_VALUE, Code.BAD_PARAMETER);
    var wait = call.query().field("WaitMs").number(0, Pause.MILLIS_MAX, Code.BAD_PARAMETER);
    try {
      var content =
          sinks.await(
              name(call),
              atLeast == null ? 1 : atLeast,
              Duration.ofMillis(wait == null ? 0 : wait));
      return Reply.ok(
          json ->
              json.objects("requests", content.requests(), SinkResource::write)
                  .number("dropped", content.dropped()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Code.UNAVAILABLE.because("the server is stopping");
    }
  }

  private static void write(Json json, Sink.Received one) {
    json.number("number", one.number())
        .text("method", one.method())
        .text("url", one.url())
        .object("parameters", inside -> one.parameters().forEach(inside::text))
        .object("headers", inside -> headers(one).forEach(inside::text))
        .text("body", one.body())
        .text("received_at", one.at().toString())
        .flag("signature_valid", one.signed());
  }

  /** By the name as it came first; of one that was repeated all values, as HTTP joins them. */
  private static Map<String, String> headers(Sink.Received one) {
    var joined = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    one.headers()
        .forEach(
            header -> joined.merge(header.getKey(), header.getValue(), (a, b) -> a + ", " + b));
    return joined;
  }

  private Reply answer(Call call) {
    var form = call.form();
    var status = form.field("Status").number(STATUS_MIN, STATUS_MAX, Code.BAD_PARAMETER);
    var delay = form.field("DelayMs").number(0, Pause.MILLIS_MAX, Code.BAD_PARAMETER);
    var body = form.field("Body").maxBytes(ANSWER_BYTES_MAX, Code.BAD_PARAMETER).textOr("");
    var type = form.field("ContentType").maxBytes(TYPE_BYTES_MAX, Code.BAD_PARAMETER);
    if (!type.textOr("").chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw type.refused(Code.BAD_PARAMETER, "must be a media type, such as application/json");
    }
    if (!body.isEmpty() && status != null && BODILESS.contains(status)) {
      throw form.field("Body").refused(Code.BAD_PARAMETER, "cannot be sent with this Status");
    }
    sinks.answer(
        name(call),
        new Sink.Answer(
            status == null ? 200 : status.intValue(),
            type.textOr("application/json"),
            body.getBytes(StandardCharsets.UTF_8),
            Duration.ofMillis(delay == null ? 0 : delay),
            form.field("Times").number(1, Long.MAX_VALUE, Code.BAD_PARAMETER)));
    return Reply.gone();
  }

  /** It needs no making, so one of which nobody has spoken is as good as forgotten. */
  private Reply delete(Call call) {
    sinks.remove(name(call));
    return Reply.gone();
  }
}
