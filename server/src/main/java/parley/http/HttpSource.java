package parley.http;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import parley.problem.Limits;

/** A request over HTTP. */
record HttpSource(Request request, IncomingBody body) implements CallSource {
  @Override
  public String method() {
    return request.getMethod();
  }

  @Override
  public String path() {
    return request.getHttpURI().getPath();
  }

  @Override
  public @Nullable String query() {
    return request.getHttpURI().getQuery();
  }

  @Override
  public @Nullable String header(String name) {
    return request.getHeaders().get(name);
  }

  @Override
  public List<Map.Entry<String, String>> headers() {
    return request.getHeaders().stream()
        .map(field -> Map.entry(field.getName(), Objects.requireNonNullElse(field.getValue(), "")))
        .toList();
  }

  @Override
  public String origin() {
    return (request.isSecure() ? "https://" : "http://") + request.getHeaders().get("Host");
  }

  @Override
  public Form form(Limits limits) {
    return Form.parse(FormBody.read(request, body), limits);
  }

  @Override
  public byte[] bytes(int most) {
    return WholeBody.read(body, most);
  }

  @Override
  public long bytesMost() {
    return body.limits().bodyBytesOfOne();
  }

  @Override
  public void requireNotEncoded() {
    body.requireNotEncoded();
  }

  @Override
  public Upload upload() {
    return Upload.of(request, body);
  }

  @Override
  public boolean isOfOwnService() {
    return false;
  }
}
