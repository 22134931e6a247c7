package parley.proxy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Shows each client a certificate for the host that it asks for, made when it is first asked for.
 * Who names none, or one that is not answered for here, gets none, and no connection.
 */
final class HostCertificates extends X509ExtendedKeyManager {
  private static final int HOSTS_MAX = 1000;

  /** Well before one is out of date. */
  private static final Duration KEPT = Duration.ofDays(30);

  private final CertificateAuthority authority;
  private final KeyPair own;
  private final Cache<String, X509Certificate> issued =
      Caffeine.newBuilder().maximumSize(HOSTS_MAX).expireAfterWrite(KEPT).build();

  private HostCertificates(CertificateAuthority authority, KeyPair own) {
    this.authority = authority;
    this.own = own;
  }

  static SSLContext context(CertificateAuthority authority) {
    try {
      var keys = new HostCertificates(authority, CertificateAuthority.newPair());
      var context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {keys}, null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS and elliptic curves", e);
    }
  }

  /** The host's name stands for its certificate. */
  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
    if (!keyType.equals(own.getPrivate().getAlgorithm())
        || !(engine.getHandshakeSession() instanceof ExtendedSSLSession session)) {
      return null;
    }
    for (var name : session.getRequestedServerNames()) {
      if (name instanceof SNIHostName host && VendorHosts.isOurs(host.getAsciiName())) {
        return host.getAsciiName().toLowerCase(Locale.ROOT);
      }
    }
    return null;
  }

  @Override
  public X509Certificate[] getCertificateChain(String host) {
    return new X509Certificate[] {issued.get(host, this::issue), authority.certificate()};
  }

  private X509Certificate issue(String host) {
    try {
      return authority.issue(host, own.getPublic());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no certificate can be made for " + host, e);
    }
  }

  @Override
  public PrivateKey getPrivateKey(String host) {
    return own.getPrivate();
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, Socket socket) {
    return null; // engines alone ask
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
    return null;
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }
}
