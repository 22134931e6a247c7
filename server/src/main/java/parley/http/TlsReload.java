package parley.http;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate in force. Its files are looked at every few seconds; a pair that is good takes
 * the place of the old one for connections from then on, and one that is not changes nothing.
 */
final class TlsReload {
  private static final Logger LOG = LoggerFactory.getLogger(TlsReload.class);
  static final Duration PAUSE = Duration.ofSeconds(5);

  private final TlsFiles files;
  private final Duration pause;
  private final SslContextFactory.Server factory = new SslContextFactory.Server();

  /** What was read last, and whether it was found good or told to be bad. */
  private List<String> seen = List.of();

  private boolean judged;

  /**
   * @throws IllegalArgumentException when they cannot be used
   */
  TlsReload(TlsFiles files, Duration pause) {
    this.files = files;
    this.pause = pause;
    factory.setIncludeProtocols("TLSv1.2", "TLSv1.3");
    factory.setRenegotiationAllowed(false);
    factory.setKeyStorePassword("");
    factory.setKeyStore(files.read());
    seen = texts();
    judged = true;
  }

  SslContextFactory.Server factory() {
    return factory;
  }

  void watch(Scheduler scheduler) {
    scheduler.schedule(
        () -> {
          watch(scheduler); // first: whatever the look meets, another one follows
          look();
        },
        pause.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private void look() {
    var now = texts();
    if (now.isEmpty() || (now.equals(seen) && judged)) {
      return;
    }
    // Two files cannot be replaced at once: they may be half of each other's, so look once more.
    judged = now.equals(seen);
    seen = now;
    try {
      var fresh = files.read();
      factory.reload(any -> any.setKeyStore(fresh));
      judged = true;
      LOG.info("new connections see the certificate that is in {} now", files.certificates());
    } catch (Exception e) { // the old one is good
      if (judged) {
        LOG.warn("the old certificate stays: {}", e.getMessage());
      }
    }
  }

  /** Empty while one cannot be read, as in the midst of its replacement. */
  private List<String> texts() {
    try {
      return files.texts();
    } catch (IOException e) {
      LOG.debug("a file of TLS cannot be read", e);
      return List.of();
    }
  }
}
