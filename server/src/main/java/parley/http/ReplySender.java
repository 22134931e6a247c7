package parley.http;

import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.http.QuotedQualityCSV;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IO;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings an answer to whoever asked, as he can take it: its headers, compressed or not, or a file.
 */
final class ReplySender {
  private static final Logger LOG = LoggerFactory.getLogger(ReplySender.class);
  static final HttpField JSON =
      new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json;charset=utf-8");
  private static final HttpField VARY =
      new PreEncodedHttpField(HttpHeader.VARY, "Accept-Encoding, Origin");
  private static final HttpField PRIVATE =
      new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "private");
  private static final HttpField GZIP =
      new PreEncodedHttpField(HttpHeader.CONTENT_ENCODING, "gzip");

  private static final int DOWNLOAD_PIECE_BYTES = 64 * 1024;

  /** Whether pages of other origins may read the answers. */
  private final boolean crossOrigin;

  ReplySender(boolean crossOrigin) {
    this.crossOrigin = crossOrigin;
  }

  /** Sends an answer whole; what fails after it has begun is told to the log alone. */
  void send(Request request, Response response, Reply reply, Callback done) {
    var callback = watched(request, response, done);
    var headers = response.getHeaders();
    response.setStatus(reply.status());
    if (crossOrigin) {
      Cors.allow(request, headers);
    }
    if (request.getHeaders().contains(Authenticator.ACCESS_TOKEN)) {
      headers.put(PRIVATE); // a cache knows by Authorization alone that an answer is one caller's
    }
    headers.put(VARY);
    for (Map.Entry<String, String> header : reply.headers().entrySet()) {
      headers.put(header.getKey(), header.getValue());
    }
    if (PageRequest.isOne(request)) {
      headers.remove(HttpHeader.WWW_AUTHENTICATE); // the page asks, not the browser
    }
    if (reply.download() != null) {
      send(request, response, reply.download(), callback);
      return;
    }
    var bytes = encode(request, headers, reply.body());
    if (bytes == null && reply.status() == HttpStatus.NOT_MODIFIED_304) {
      sendUnchanged(response, callback);
    } else if (bytes == null) {
      response.write(true, null, callback);
    } else {
      TimedConnection.of(request).answers(bytes.length);
      headers.put(HttpHeader.CONTENT_LENGTH, bytes.length);
      response.write(true, ByteBuffer.wrap(bytes), callback);
    }
  }

  private static Callback watched(Request request, Response response, Callback callback) {
    var connection = TimedConnection.of(request);
    return Callback.from(
        () -> {
          connection.answered();
          connection.goOn(callback);
        },
        failure -> {
          connection.answered();
          logUnsent(request, response, failure);
          callback.failed(failure);
        });
  }

  private static void logUnsent(Request request, Response response, Throwable failure) {
    try (var _ = RequestId.logged(request)) {
      if (EngineRefusal.isOfClient(failure)) {
        LOG.debug("the client went away");
      } else if (response.isCommitted()) {
        LOG.error("{} was not sent whole", request.getMethod(), failure);
      }
    }
  }

  /**
   * In two steps, for the engine adds a length of 0 to what is sent in one: here it would be that
   * of what the caller has (RFC 9110, 8.6).
   */
  private static void sendUnchanged(Response response, Callback callback) {
    response.write(
        false,
        BufferUtil.EMPTY_BUFFER,
        Callback.from(() -> response.write(true, null, callback), callback::failed));
  }

  private void send(Request request, Response response, Download download, Callback callback) {
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, download.length());
    if (HttpMethod.HEAD.is(request.getMethod())) {
      IO.close(download.bytes());
      response.write(true, null, callback);
      return;
    }
    TimedConnection.of(request).answers(download.length());
    // Read and sent piece by piece, at the pace of whoever receives it.
    var pool =
        new ByteBufferPool.Sized(
            request.getComponents().getByteBufferPool(), true, DOWNLOAD_PIECE_BYTES);
    var bytes = Content.Source.from(pool, download.bytes(), 0, download.length());
    Content.copy(bytes, response, callback);
  }

  private static byte @Nullable [] encode(
      Request request, HttpFields.Mutable headers, @Nullable Body body) {
    if (body == null) {
      return null;
    }
    if (!headers.contains(HttpHeader.CONTENT_TYPE)) {
      headers.put(JSON);
    }
    if (body.isWorthCompressing() && acceptsGzip(request)) {
      headers.put(GZIP);
      return body.gzip();
    }
    return body.plain();
  }

  private static boolean acceptsGzip(Request request) {
    var accepted = request.getHeaders().get(HttpHeader.ACCEPT_ENCODING);
    if (accepted == null) {
      return false;
    }
    // QuotedQualityCSV leaves out what has the quality 0.
    var codings = new QuotedQualityCSV();
    codings.addValue(accepted);
    return codings.getValues().contains("gzip");
  }
}
