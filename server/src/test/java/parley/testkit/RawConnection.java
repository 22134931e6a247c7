package parley.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** One connection, on which a test says byte by byte what it sends, and when. */
public final class RawConnection implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");
  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket;

  private RawConnection(Socket socket) {
    this.socket = socket;
  }

  public static RawConnection to(URI address) {
    try {
      return over(new Socket(address.getHost(), address.getPort()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Over a socket of one's own, such as one of TLS. */
  public static RawConnection over(Socket socket) {
    try {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
      return new RawConnection(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a text, each of its characters one byte. */
  public RawConnection send(String text) {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public RawConnection send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says that nothing more is sent. */
  public RawConnection end() {
    try {
      socket.shutdownOutput();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads all that comes until the server closes. */
  public String all() {
    try {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads one answer, head and body; what there is of it when the server closes. */
  public String answer() {
    try {
      var in = socket.getInputStream();
      var answer = new StringBuilder();
      while (answer.indexOf("\r\n\r\n") < 0) {
        var next = in.read();
        if (next < 0) {
          return answer.toString();
        }
        answer.append((char) next);
      }
      var length = LENGTH.matcher(answer);
      var count = length.find() ? Integer.parseInt(length.group(1)) : 0;
      return answer + new String(in.readNBytes(count), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads so many bytes that are no answer, each one character. */
  public String read(int count) {
    try {
      return new String(socket.getInputStream().readNBytes(count), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the server closes, and forgets what it says until then. */
  public void awaitClosed() {
    try {
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // reset is closed as well
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
