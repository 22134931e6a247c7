package parley.http;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;

/** Lets browser pages of any origin call the API, as the original does (docs/behaviour.md 1.6). */
final class Cors {
  private static final HttpField ORIGIN =
      new PreEncodedHttpField("Access-Control-Allow-Origin", "*");
  private static final HttpField EXPOSED =
      new PreEncodedHttpField(
          "Access-Control-Expose-Headers",
          "ETag, Retry-After, Twilio-Request-Id, Twilio-Request-Duration");
  private static final HttpField METHODS =
      new PreEncodedHttpField("Access-Control-Allow-Methods", "GET, POST, DELETE, OPTIONS");
  private static final HttpField HEADERS =
      new PreEncodedHttpField(
          "Access-Control-Allow-Headers",
          "Accept, Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key,"
              + " X-Twilio-Token, X-Twilio-Webhook-Enabled");
  private static final HttpField AGE = new PreEncodedHttpField("Access-Control-Max-Age", "86400");

  private Cors() {}

  static void allow(Request request, HttpFields.Mutable headers) {
    headers.put(ORIGIN);
    headers.put(EXPOSED);
    if (request.getMethod().equals("OPTIONS")) {
      headers.put(METHODS);
      headers.put(HEADERS);
      headers.put(AGE);
    }
  }
}
