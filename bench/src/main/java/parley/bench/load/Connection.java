package parley.bench.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the server, as plain as can be: on two shared cores a fuller client would take
 * time that belongs to what is measured. Used by one thread at a time.
 */
public final class Connection implements AutoCloseable {
  private final Socket socket = new Socket();
  private final InputStream in;
  private final String host;
  private final Credentials credentials;

  public Connection(URI server, Credentials credentials) throws IOException {
    this.credentials = credentials;
    host = server.getHost() + ":" + server.getPort();
    socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
    socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
    in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
  }

  /** The account that everything is asked for. */
  public record Credentials(String account, String token) {
    public String header() {
      var plain = (account + ":" + token).getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(plain);
    }
  }

  /** What came back. */
  public static final class Answer {
    private final int status;
    private final @Nullable String tag;
    private final byte[] body;

    private Answer(int status, @Nullable String tag, byte[] body) {
      this.status = status;
      this.tag = tag;
      this.body = body;
    }

    public int status() {
      return status;
    }

    public @Nullable String tag() {
      return tag;
    }

    public byte[] body() {
      return body;
    }

    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** Reads a path, with more header lines that each end in CR LF. */
  public Answer get(String path, String headers) throws IOException {
    return exchange("GET", path, headers, "");
  }

  /** Sends a form. */
  public Answer post(String path, String form) throws IOException {
    var headers =
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
            + form.length()
            + "\r\n";
    return exchange("POST", path, headers, form);
  }

  private Answer exchange(String method, String path, String headers, String body)
      throws IOException {
    var request =
        "%s %s HTTP/1.1\r\nHost: %s\r\nAuthorization: %s\r\n%s\r\n%s"
            .formatted(method, path, host, credentials.header(), headers, body);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    var status = Integer.parseInt(line().split(" ", 3)[1]);
    String tag = null;
    var length = 0;
    for (var line = line(); !line.isEmpty(); line = line()) {
      var colon = line.indexOf(':');
      var value = line.substring(colon + 1).strip();
      switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
        case "content-length" -> length = Integer.parseInt(value);
        case "etag" -> tag = value;
        default -> {}
      }
    }
    var bytes = in.readNBytes(status == 304 || status == 204 ? 0 : length);
    return new Answer(status, tag, bytes);
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (var octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (octet != '\r') {
        line.append((char) octet);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
