package parley.http;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.problem.Code;
import parley.problem.Limits;
import parley.value.Text;

/**
 * A request that came through a socket. Its body is a form or a JSON object of the same names in
 * snake case, which is read as the form it stands for.
 *
 * @param path percent-encoded
 * @param query percent-encoded; null without
 * @param contentType of the body; null where nobody says
 * @param base what links begin with: the scheme and host by which the socket was opened
 * @param address where the socket came from
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and nobody else has the array
public record Tunnelled(
    String method,
    String path,
    @Nullable String query,
    @Nullable String contentType,
    byte[] body,
    String base,
    String address)
    implements CallSource {
  private static final String FORM = "application/x-www-form-urlencoded";

  @Override
  public @Nullable String header(String name) {
    return name.equalsIgnoreCase("Content-Type") ? contentType : null;
  }

  @Override
  public List<Map.Entry<String, String>> headers() {
    return contentType == null ? List.of() : List.of(Map.entry("Content-Type", contentType));
  }

  @Override
  public String origin() {
    return base;
  }

  @Override
  public Form form(Limits limits) {
    if (body.length == 0) {
      return Form.parse(null, limits);
    }
    var text = Text.ofUtf8(ByteBuffer.wrap(body));
    if (text == null) {
      throw Code.BAD_PARAMETER.because("the body " + Text.RULE);
    }
    if (contentType != null && contentType.startsWith(FORM)) {
      return Form.parse(text, limits);
    }
    var form = JsonForm.ofClient(text, limits);
    if (form == null) {
      throw Code.BAD_PARAMETER.because("the body must be a JSON object");
    }
    return form;
  }

  @Override
  public byte[] bytes(int most) {
    if (body.length > most) {
      throw Code.BODY_TOO_LARGE.because("at most " + most + " bytes are read");
    }
    return body;
  }

  @Override
  public long bytesMost() {
    return body.length; // it is in memory already
  }

  @Override
  public void requireNotEncoded() {}

  @Override
  public Upload upload() {
    return new Upload(contentType, null, body.length, new ByteArrayInputStream(body));
  }

  @Override
  public boolean isOfOwnService() {
    return true;
  }
}
