package parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the server answered. */
public final class Answer {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final int status;
  private final HttpHeaders headers;
  private final byte[] bytes;

  Answer(int status, HttpHeaders headers, byte[] bytes) {
    this.status = status;
    this.headers = headers;
    this.bytes = bytes;
  }

  public int status() {
    return status;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /** Demands a status, and shows the body where it is another one. */
  public Answer is(int expected) {
    assertThat(status).as("status of the answer %s", body()).isEqualTo(expected);
    return this;
  }

  /** Demands the API's error body: its four keys, with this status and code. */
  public Answer isProblem(int expectedStatus, int code) {
    is(expectedStatus);
    var error = json();
    assertThat(error.propertyNames()).contains("code", "message", "more_info", "status");
    assertThat(error.get("status").asInt()).as("status in the body").isEqualTo(expectedStatus);
    assertThat(error.get("code").asInt()).as("code of %s", body()).isEqualTo(code);
    assertThat(error.get("message").asString()).isNotBlank();
    assertThat(error.get("more_info").asString()).endsWith("/" + code);
    return this;
  }

  public String body() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  public JsonNode json() {
    return MAPPER.readTree(bytes);
  }

  /** The value at a JSON pointer such as {@code /meta/page}. */
  public JsonNode at(String pointer) {
    return json().at(pointer);
  }

  /** A property that is a text. */
  public String text(String property) {
    return json().required(property).stringValue();
  }

  public String sid() {
    return text("sid");
  }

  /** The properties, in the order on the wire. */
  public List<String> keys() {
    return List.copyOf(json().propertyNames());
  }

  /** The rows of a list, found by {@code meta.key}. */
  public List<JsonNode> rows() {
    var json = json();
    return List.copyOf(json.required(json.at("/meta/key").stringValue()).values());
  }

  /** One property of every row, as text. */
  public List<String> column(String property) {
    return rows().stream().map(row -> row.required(property).asString()).toList();
  }

  /** Where the next page is; null on the last one. */
  public @Nullable String next() {
    return link("next_page_url");
  }

  public @Nullable String previous() {
    return link("previous_page_url");
  }

  private @Nullable String link(String name) {
    var link = at("/meta/" + name);
    return link.isNull() ? null : link.stringValue();
  }

  public @Nullable String header(String name) {
    return headers.firstValue(name).orElse(null);
  }

  /** A header that must be there. */
  public String requiredHeader(String name) {
    return headers.firstValue(name).orElseThrow(() -> new AssertionError("no header " + name));
  }

  /** All headers, by lower-case name. */
  public Map<String, List<String>> headerMap() {
    return headers.map();
  }
}
