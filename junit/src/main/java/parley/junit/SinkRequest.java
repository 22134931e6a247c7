package parley.junit;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import parley.http.JsonValue;

/**
 * What came to a sink.
 *
 * @param parameters of query and form; of several of one name the last
 * @param headers by their names as they came
 * @param signatureValid whether {@code X-Twilio-Signature} is that of this URL and form
 */
public record SinkRequest(
    String method,
    String url,
    Map<String, String> parameters,
    Map<String, String> headers,
    String body,
    Instant receivedAt,
    boolean signatureValid) {

  static SinkRequest of(JsonValue json) {
    return new SinkRequest(
        Api.text(json, "method"),
        Api.text(json, "url"),
        texts(Api.in(json, "parameters")),
        texts(Api.in(json, "headers")),
        Api.text(json, "body"),
        Instant.parse(Api.text(json, "received_at")),
        Boolean.parseBoolean(Api.text(json, "signature_valid")));
  }

  private static Map<String, String> texts(JsonValue json) {
    return json.properties().entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, one -> one.getValue().text()));
  }
}
