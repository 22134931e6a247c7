package parley.bench.subject;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import parley.bench.load.Connection;

/** Who is told of new messages. */
public final class Webhooks {
  private static final String FORM = "Method=POST&Filters=onMessageAdded&PostWebhookUrl=";

  private Webhooks() {}

  /** Tells this URL of those of the whole account; nobody, when it is empty. */
  public static void ofAccount(Connection connection, String url) throws IOException {
    configure(connection, "/v1/Configuration/Webhooks", url);
  }

  /** Tells this URL of those of a service; nobody, when it is empty. */
  public static void ofService(Connection connection, String service, String url)
      throws IOException {
    configure(connection, "/v1/Services/" + service + "/Configuration/Webhooks", url);
  }

  private static void configure(Connection connection, String path, String url) throws IOException {
    var answer = connection.post(path, FORM + URLEncoder.encode(url, StandardCharsets.UTF_8));
    if (answer.status() != 200) {
      throw new IllegalStateException(path + " answers " + answer.text());
    }
  }
}
