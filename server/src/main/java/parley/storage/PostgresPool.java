package parley.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Properties;

/**
 * The connections to PostgreSQL and their limits of time, so that neither a row that somebody holds
 * nor a server that has gone silent keeps a connection for good. Who needs others names them in the
 * URL.
 */
final class PostgresPool {
  /** Connections that may write at once. */
  static final int WRITERS = Math.max(8, 4 * Runtime.getRuntime().availableProcessors());

  /** Connections that no writer takes, so that reads go on while all writers wait for a row. */
  private static final int READERS = Math.max(4, Runtime.getRuntime().availableProcessors());

  private PostgresPool() {}

  /** The driver's settings; those in the URL go before them. */
  static Properties settings(DatabaseAddress address) {
    var settings = new Properties();
    settings.setProperty("ApplicationName", "parley");
    settings.setProperty("reWriteBatchedInserts", "true");
    // Every statement of ours runs often: prepare it on the server from the second use.
    settings.setProperty("prepareThreshold", "2");
    // What a row holds has no place in a message.
    settings.setProperty("logServerErrorDetail", "false");
    settings.setProperty("connectTimeout", "3");
    // Longer than any statement may take: what is silent so long is gone.
    settings.setProperty("socketTimeout", "10");
    settings.setProperty("tcpKeepAlive", "true");
    settings.setProperty(
        "options",
        "-c lock_timeout=3s -c statement_timeout=8s -c idle_in_transaction_session_timeout=30s");
    address.secrets().forEach(settings::setProperty);
    return settings;
  }

  /** Opens the pool without waiting for a connection. */
  static HikariDataSource open(DatabaseOptions options) {
    var config = new HikariConfig();
    config.setJdbcUrl(options.address().url());
    config.setDataSourceProperties(settings(options.address()));
    config.setPoolName("postgresql");
    config.setMaximumPoolSize(WRITERS + READERS);
    config.setMinimumIdle(2);
    config.setInitializationFailTimeout(-1);
    var patience = Math.max(options.patience().toMillis(), Duration.ofMillis(500).toMillis());
    config.setConnectionTimeout(patience);
    config.setValidationTimeout(patience / 2);
    return new HikariDataSource(config);
  }
}
