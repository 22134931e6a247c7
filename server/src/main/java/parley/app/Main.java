package parley.app;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Placeholder that stands where the server will: enough of it to exercise the packaging. */
public final class Main {
  private Main() {}

  /** Runs the server, or with {@code train} the walk that the start-up cache is made from. */
  public static void main(String[] args) throws Exception {
    ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger("ROOT"))
        .setLevel(ch.qos.logback.classic.Level.INFO);
    boolean train = args.length > 0 && args[0].equals("train");
    Path data = train ? Files.createTempDirectory("parley-train") : Path.of("parley-data");
    Files.createDirectories(data);
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:sqlite:" + data.resolve("parley.db"));
    config.setMaximumPoolSize(2);
    HikariDataSource source = new HikariDataSource(config);
    Jdbi jdbi = Jdbi.create(source);
    jdbi.useHandle(h -> h.execute("create table if not exists t (id integer primary key, v text)"));
    JsonMapper json = JsonMapper.builder().build();
    QueuedThreadPool pool = new QueuedThreadPool(10);
    pool.setVirtualThreadsExecutor(new VirtualThreadPool());
    Server server = new Server(pool);
    ServerConnector connector =
        new ServerConnector(server, 1, 1, new HttpConnectionFactory(new HttpConfiguration()));
    connector.setPort(train ? 0 : Integer.getInteger("parley.port", 8080));
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            List<Map<String, Object>> rows =
                jdbi.withHandle(
                    h -> {
                      h.execute("insert into t (v) values (?)", "x");
                      return h.createQuery("select * from t order by id desc limit 5")
                          .mapToMap()
                          .list();
                    });
            byte[] body = json.writeValueAsBytes(Map.of("rows", rows));
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            Content.Sink.write(response, true, new String(body, StandardCharsets.UTF_8), callback);
            return true;
          }
        });
    server.setStopAtShutdown(true);
    server.start();
    LoggerFactory.getLogger(Main.class)
        .info("Listening on {} after {} ms", connector.getLocalPort(), sinceStart());
    if (train) {
      try (HttpClient client = HttpClient.newHttpClient()) {
        for (int i = 0; i < 50; i++) {
          HttpResponse<String> _ =
              client.send(
                  HttpRequest.newBuilder(
                          URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
        }
      }
      server.stop();
      source.close();
    }
  }

  private static long sinceStart() {
    return System.currentTimeMillis()
        - ProcessHandle.current().info().startInstant().orElseThrow().toEpochMilli();
  }
}
