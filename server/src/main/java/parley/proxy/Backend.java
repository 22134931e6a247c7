package parley.proxy;

import java.io.IOException;
import javax.net.ssl.SSLContext;
import parley.http.HttpServer;

/**
 * What answers for the original's hosts behind the proxy. It speaks TLS, on a free port of this
 * machine alone.
 */
public interface Backend extends AutoCloseable {
  /** Makes one. */
  @FunctionalInterface
  interface Maker {
    /**
     * Makes it, not started.
     *
     * @param tls has the certificates that it is to show
     * @param callers knows who asks
     */
    Backend make(SSLContext tls, Callers callers);
  }

  /** Begins to answer. */
  void start() throws IOException;

  /** Where, once it has begun. */
  int port();

  /** Lets requests under way finish, for a while. */
  @Override
  void close();

  /** The API itself. */
  static Backend of(HttpServer api) {
    return new Backend() {
      @Override
      public void start() throws IOException {
        api.start();
      }

      @Override
      public int port() {
        return api.address().getPort();
      }

      @Override
      public void close() {
        api.close();
      }
    };
  }
}
