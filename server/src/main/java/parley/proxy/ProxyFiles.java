package parley.proxy;

import java.nio.file.Path;

/**
 * What the proxy keeps in its directory, and clients are pointed to.
 *
 * @param directory its owner's alone
 */
public record ProxyFiles(Path directory) {
  /** Of {@link #trustStore}, which holds no secret; Java asks for one. */
  public static final String TRUST_STORE_PASSWORD = "parley";

  /** The authority's certificate alone, in PEM. */
  public Path certificate() {
    return directory.resolve("ca.pem");
  }

  /** The authority's key: whoever has it can answer for the original's hosts to who trusts it. */
  Path key() {
    return directory.resolve("ca-key.pem");
  }

  /** Held by whoever makes or reads the others. */
  Path lock() {
    return directory.resolve("lock");
  }

  /** In PEM, the authority and those that Java trusts: for who takes one file in place of all. */
  public Path bundle() {
    return directory.resolve("bundle.pem");
  }

  /** The same for Java, as PKCS#12. */
  public Path trustStore() {
    return directory.resolve("truststore.p12");
  }

  /**
   * A directory for Python's path, with a package in place of {@code certifi} that names {@link
   * #bundle}: that is where the official SDK's library looks, whatever the environment says.
   */
  public Path python() {
    return directory.resolve("python");
  }

  /** A directory of settings for PHP that name {@link #bundle}. */
  public Path php() {
    return directory.resolve("php");
  }
}
