package parley.proxy;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * An answer whose length nobody has told goes in chunks, also to who wants the connection ended
 * behind it: were its end the connection's, one that breaks off would be taken for whole.
 */
final class FramedAnswer extends Response.Wrapper {
  FramedAnswer(Request request, Response wrapped) {
    super(request, wrapped);
  }

  @Override
  public void write(boolean last, @Nullable ByteBuffer content, Callback callback) {
    var headers = getHeaders();
    if (!last
        && !isCommitted()
        && !headers.contains(HttpHeader.CONTENT_LENGTH)
        && getRequest().getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1) {
      headers.put(HttpHeader.TRANSFER_ENCODING, "chunked");
    }
    super.write(last, content, callback);
  }
}
