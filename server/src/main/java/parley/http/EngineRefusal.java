package parley.http;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.problem.Code;
import parley.problem.Problem;

/** Words what the engine itself refuses, mostly before a request reaches the dispatcher. */
record EngineRefusal(BaseUrl base, Watchers watchers) implements Request.Handler {
  private static final Logger LOG = LoggerFactory.getLogger(EngineRefusal.class);

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    try (var _ = RequestId.logged(request)) {
      refuse(request, response, callback);
      watchers.tell(request, response.getStatus(), null, null);
    }
    return true;
  }

  private void refuse(Request request, Response response, Callback callback) {
    var id = RequestId.of(request);
    var failure = (Throwable) request.getAttribute(ErrorHandler.ERROR_EXCEPTION);
    var problem = problem(response.getStatus(), id);
    if (problem.code() == Code.SERVER_FAILURE && !isOfClient(failure)) {
      var path = request.getHttpURI().getPath(); // not its query, which may hold a secret
      LOG.error("{} {} failed", request.getMethod(), path, failure);
    } else {
      LOG.debug("{}", problem.getMessage(), failure);
    }
    var reply = Failure.reply(problem, base.of(request));
    response.setStatus(reply.status());
    var headers = response.getHeaders();
    headers.put(RequestId.HEADER, id);
    headers.put(ReplySender.JSON);
    headers.put(HttpHeader.CONNECTION, "close"); // as the engine does, but does not tell
    Cors.allow(request, headers);
    reply.headers().forEach(headers::put);
    var body = reply.body();
    var connection = TimedConnection.of(request);
    // Of an error within a handler's call the engine awaits no callback: it ends the request when
    // that call returns, and a callback that comes later finds it gone.
    var then =
        Dispatcher.isHandling(request)
            ? callback
            : Callback.from(() -> connection.goOn(callback), callback::failed);
    response.write(true, body == null ? null : ByteBuffer.wrap(body.plain()), then);
  }

  private static Problem problem(int status, String id) {
    return switch (status) {
      case HttpStatus.REQUEST_TIMEOUT_408 -> Code.REQUEST_TIMEOUT.problem();
      case HttpStatus.PAYLOAD_TOO_LARGE_413 -> Code.BODY_TOO_LARGE.problem();
      case HttpStatus.URI_TOO_LONG_414 -> Code.URI_TOO_LONG.problem();
      case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 -> Code.HEADERS_TOO_LARGE.problem();
      case HttpStatus.SERVICE_UNAVAILABLE_503 -> Code.UNAVAILABLE.problem();
      // Bad input is never told as a failure of ours, whatever class HTTP puts it in.
      case HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505, HttpStatus.UPGRADE_REQUIRED_426 ->
          Code.BAD_PARAMETER.because("the request line must name HTTP/1.1 or HTTP/1.0");
      case HttpStatus.NOT_IMPLEMENTED_501 -> Code.BAD_PARAMETER.because("malformed request");
      default ->
          status < 500
              ? Code.BAD_PARAMETER.because("malformed request")
              : Code.SERVER_FAILURE.because("see request " + id);
    };
  }

  /** Whether an answer failed because nobody takes it any more. */
  static boolean isOfClient(@Nullable Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof EofException || cause instanceof TimeoutException) {
        return true;
      }
    }
    return false;
  }
}
