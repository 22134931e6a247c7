package parley.proxy;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import parley.http.Failure;
import parley.problem.Code;
import parley.problem.Problem;

/** What the proxy itself has to say, as the API would: SDKs read it as an answer of the API. */
final class ProblemAnswer {
  /** Through the proxy they lead to Parley's own table of errors. */
  private static final String LINKS = "https://conversations.twilio.com";

  private ProblemAnswer() {}

  /** What the engine refuses by itself, before anybody here has seen it. Always done. */
  static boolean ofEngine(Request request, Response response, Callback callback) {
    var problem =
        response.getStatus() < HttpStatus.INTERNAL_SERVER_ERROR_500
            ? Code.BAD_PARAMETER.because("malformed request")
            : Code.SERVER_FAILURE.because("see the log of the proxy");
    write(problem, response, callback);
    return true;
  }

  /** Answers, and ends the connection: what is left of a request on it is not known. */
  static void write(Problem problem, Response response, Callback callback) {
    var reply = Failure.reply(problem, LINKS);
    response.setStatus(reply.status());
    var headers = response.getHeaders();
    headers.put(HttpHeader.CONTENT_TYPE, "application/json;charset=utf-8");
    headers.put(HttpHeader.CONNECTION, "close");
    reply.headers().forEach(headers::put);
    var body = Objects.requireNonNull(reply.body());
    response.write(true, ByteBuffer.wrap(body.plain()), callback);
  }
}
