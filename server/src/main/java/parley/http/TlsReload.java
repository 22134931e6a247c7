package parley.http;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
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

  /** The certificate in force, and whether the log says that it is out of date. */
  private X509Certificate own;

  private boolean toldOutdated;

  /**
   * @throws IllegalArgumentException when they cannot be used
   */
  TlsReload(TlsFiles files, Duration pause) {
    this.files = files;
    this.pause = pause;
    factory.setIncludeProtocols("TLSv1.2", "TLSv1.3");
    factory.setRenegotiationAllowed(false);
    factory.setKeyStorePassword("");
    var both = files.read();
    factory.setKeyStore(both);
    own = TlsFiles.own(both);
    seen = texts();
    judged = true;
    tellIfOutdated();
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
    tellIfOutdated();
    var now = texts();
    if (now.equals(seen) && judged) {
      return;
    }
    // Two files cannot be replaced at once: they may be half of each other's, so look once more.
    judged = now.equals(seen);
    seen = now;
    try {
      var fresh = files.read();
      factory.reload(any -> any.setKeyStore(fresh));
      own = TlsFiles.own(fresh);
      toldOutdated = false;
      judged = true;
      LOG.info("new connections see the certificate that is in {} now", files.certificates());
      tellIfOutdated();
    } catch (Exception e) { // the old one is good
      if (judged) {
        LOG.warn("the old certificate stays: {}", e.getMessage());
      }
    }
  }

  /** It is shown all the same: a wrong clock here must not end a service. */
  private void tellIfOutdated() {
    try {
      own.checkValidity();
    } catch (CertificateException e) {
      if (!toldOutdated) {
        LOG.warn(
            "the certificate in {} is not good at this time, clients will refuse it: {}",
            files.certificates(),
            e.getMessage());
      }
      toldOutdated = true;
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
