package parley.proxy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Says that a tunnel is there by one line, in the words that most proxies have for it: the official
 * PHP SDK takes all else that stands before an answer for the answer itself.
 */
final class TunnelAnswer extends HttpStream.Wrapper {
  private static final byte[] LINE =
      "HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final EndPoint client;

  private TunnelAnswer(HttpStream stream, EndPoint client) {
    super(stream);
    this.client = client;
  }

  /** Has the answer to this request be worded so. */
  static void word(Request request) {
    var client = request.getConnectionMetaData().getConnection().getEndPoint();
    request.addHttpStreamWrapper(stream -> new TunnelAnswer(stream, client));
  }

  @Override
  public void send(
      MetaData.Request request,
      MetaData.@Nullable Response response,
      boolean last,
      @Nullable ByteBuffer content,
      Callback callback) {
    if (response != null && response.getStatus() == HttpStatus.OK_200) {
      client.write(callback, ByteBuffer.wrap(LINE));
    } else {
      super.send(request, response, last, content, callback);
    }
  }
}
