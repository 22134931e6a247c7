package parley.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** What a {@link Receiver} does about a request. */
@FunctionalInterface
public interface Reaction {
  /**
   * Answers on the connection.
   *
   * @return whether the connection is good for a further request
   */
  boolean on(Socket connection) throws IOException, InterruptedException;

  /** An answer without a body. */
  static Reaction status(int status) {
    return status(status, Map.of(), "");
  }

  static Reaction json(int status, String body) {
    return status(status, Map.of("Content-Type", "application/json"), body);
  }

  static Reaction status(int status, Map<String, String> headers, String body) {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var head = new StringBuilder("HTTP/1.1 ").append(status).append(" Any\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (status != 204) {
      head.append("Content-Length: ").append(bytes.length).append("\r\n");
    }
    var whole = (head + "\r\n" + body).getBytes(StandardCharsets.UTF_8);
    return connection -> {
      connection.getOutputStream().write(whole);
      return true;
    };
  }

  /** These bytes, whatever they are, one for each character; then the end of the connection. */
  static Reaction raw(String bytes) {
    return connection -> {
      connection.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      return false;
    };
  }

  /** Ends the connection without an answer. */
  static Reaction hangUp() {
    return connection -> false;
  }

  /** Says nothing, until the caller gives up. */
  static Reaction nothing() {
    return connection -> {
      connection.getInputStream().transferTo(OutputStream.nullOutputStream());
      return false;
    };
  }

  /** Some bytes at once, then one more each time, for ever. */
  static Reaction drip(String first, Duration each) {
    return connection -> {
      connection.getOutputStream().write(first.getBytes(StandardCharsets.ISO_8859_1));
      while (true) {
        Thread.sleep(each);
        connection.getOutputStream().write('x');
      }
    };
  }

  /** The same after a while. */
  default Reaction after(Duration pause) {
    return connection -> {
      Thread.sleep(pause);
      return on(connection);
    };
  }
}
