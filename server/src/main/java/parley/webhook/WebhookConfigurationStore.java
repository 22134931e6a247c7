package parley.webhook;

import static java.util.stream.Collectors.toMap;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import parley.storage.News;
import parley.storage.Row;
import parley.storage.Tx;
import parley.webhook.WebhookConfiguration.Target;

/** The table of what accounts and services have configured. */
final class WebhookConfigurationStore {
  /** News: an account's or a service's webhooks are other than they were. */
  static final String CHANGED = "webhook-configuration";

  private static final String SELECT =
      """
      SELECT scope_sid, target, method, pre_url, post_url, filters
      FROM webhook_configurations WHERE scope_sid\
      """;

  private final News news;

  WebhookConfigurationStore(News news) {
    this.news = news;
  }

  Optional<WebhookConfiguration> find(Tx tx, String scope) {
    return tx.query(SELECT + " = :scope")
        .set("scope", scope)
        .first(WebhookConfigurationStore::read);
  }

  /** What some accounts and services have configured, by scope; where nothing is, it is unset. */
  static Map<String, WebhookConfiguration> findAll(Tx tx, List<String> scopes) {
    var all =
        tx
            .query(SELECT + " IN (<scopes>)")
            .setAll("scopes", scopes)
            .list(WebhookConfigurationStore::read)
            .stream()
            .collect(toMap(WebhookConfiguration::scopeSid, Function.identity()));
    scopes.forEach(scope -> all.computeIfAbsent(scope, WebhookConfiguration::unset));
    return all;
  }

  /** Writes a configuration, whether or not there was one. */
  void put(Tx tx, WebhookConfiguration configuration, Instant now) {
    var method = configuration.method();
    var filters = configuration.filters();
    tx.update(
            """
            INSERT INTO webhook_configurations
              (scope_sid, target, method, pre_url, post_url, filters, updated_at)
            VALUES (:scope, :target, :method, :pre_url, :post_url, :filters, :now)
            ON CONFLICT (scope_sid) DO UPDATE SET target = excluded.target,
              method = excluded.method, pre_url = excluded.pre_url,
              post_url = excluded.post_url, filters = excluded.filters,
              updated_at = excluded.updated_at\
            """)
        .set("scope", configuration.scopeSid())
        .set("target", configuration.target().name())
        .set("method", method == null ? null : method.name())
        .set("pre_url", configuration.preUrl())
        .set("post_url", configuration.postUrl())
        .set("filters", filters == null ? null : WebhookEvent.toText(filters))
        .set("now", now)
        .run();
    news.announce(tx, CHANGED, configuration.scopeSid());
  }

  void delete(Tx tx, String scope) {
    tx.update("DELETE FROM webhook_configurations WHERE scope_sid = :scope")
        .set("scope", scope)
        .run();
    news.announce(tx, CHANGED, scope);
  }

  private static WebhookConfiguration read(Row row) throws SQLException {
    var method = row.textOrNull("method");
    var filters = row.textOrNull("filters");
    return new WebhookConfiguration(
        row.text("scope_sid"),
        Target.valueOf(row.text("target")),
        method == null ? null : WebhookMethod.valueOf(method),
        row.textOrNull("pre_url"),
        row.textOrNull("post_url"),
        filters == null ? null : WebhookEvent.fromText(filters));
  }
}
