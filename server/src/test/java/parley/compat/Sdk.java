package parley.compat;

import com.twilio.http.NetworkHttpClient;
import com.twilio.http.TwilioRestClient;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpHost;
import parley.testkit.TestServer;

/**
 * The official Java SDK, unchanged, whose connections lead to a server of ours. It asks for
 * https://conversations.twilio.com as ever, as if a proxy stood before us, so links bear that host,
 * and it follows them.
 */
final class Sdk {
  private Sdk() {}

  static TwilioRestClient of(TestServer server) {
    return as(server, TestServer.ACCOUNT, TestServer.TOKEN);
  }

  static TwilioRestClient as(TestServer server, String name, String secret) {
    var ours = new HttpHost("http", server.address().getHost(), server.address().getPort());
    var http =
        HttpClientBuilder.create()
            .setRoutePlanner((host, context) -> new HttpRoute(ours))
            // A connection kept alive would hold up the end of the server, and so of each test.
            .setConnectionReuseStrategy((request, response, context) -> false)
            .addRequestInterceptorLast(
                (request, entity, context) -> request.setHeader("X-Forwarded-Proto", "https"));
    return new TwilioRestClient.Builder(name, secret)
        .accountSid(TestServer.ACCOUNT)
        .httpClient(new NetworkHttpClient(http))
        .build();
  }
}
