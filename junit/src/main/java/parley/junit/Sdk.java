package parley.junit;

import com.twilio.http.NetworkHttpClient;
import com.twilio.http.TwilioRestClient;
import java.net.URI;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpHost;

/**
 * The official SDK, whose connections lead to a server of ours. It has no setting for the address
 * of conversations, so it asks for https://conversations.twilio.com as ever, as if a proxy stood
 * before us: links bear that host, and it follows them.
 */
final class Sdk {
  private Sdk() {}

  static TwilioRestClient client(URI server, String accountSid, String authToken) {
    var ours = new HttpHost("http", server.getHost(), server.getPort());
    var http =
        HttpClientBuilder.create()
            .setRoutePlanner((host, context) -> new HttpRoute(ours))
            // A connection kept alive would hold up the end of the server.
            .setConnectionReuseStrategy((request, response, context) -> false)
            .addRequestInterceptorLast(
                (request, entity, context) -> request.setHeader("X-Forwarded-Proto", "https"));
    return new TwilioRestClient.Builder(accountSid, authToken)
        .httpClient(new NetworkHttpClient(http))
        .build();
  }
}
