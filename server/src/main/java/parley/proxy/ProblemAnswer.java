package parley.proxy;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import parley.http.Failure;
import parley.problem.Problem;

/** What the proxy itself has to say, as the API would: SDKs read it as an answer of the API. */
final class ProblemAnswer {
  /** Through the proxy they lead to Parley's own table of errors. */
  private static final String LINKS = "https://conversations.twilio.com";

  private ProblemAnswer() {}

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
