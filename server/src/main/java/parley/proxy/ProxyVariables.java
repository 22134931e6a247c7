package parley.proxy;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The variables by which a program's own libraries find the proxy and trust what it shows; nothing
 * in the program is changed.
 */
public final class ProxyVariables {
  /** What the libraries of one language read. */
  public record Language(String name, Map<String, String> variables) {}

  private final String proxy;
  private final URI address;
  private final ProxyFiles files;

  public ProxyVariables(URI address, ProxyFiles files) {
    proxy = address.toString();
    this.address = address;
    this.files = files;
  }

  /** For each language of the official SDKs, alphabetically. */
  public List<Language> languages() {
    return List.of(
        new Language("C#", proxied("HTTPS_PROXY", "SSL_CERT_FILE")),
        new Language("Go", proxied("HTTPS_PROXY", "SSL_CERT_FILE")),
        new Language("Java", java()),
        new Language("Node", node()),
        new Language("PHP", php()),
        new Language("Python", python()),
        new Language("Ruby", proxied("https_proxy", "SSL_CERT_FILE")));
  }

  /** All of them together. */
  public Map<String, String> all() {
    var all = new LinkedHashMap<String, String>();
    for (var language : languages()) {
      all.putAll(language.variables());
    }
    return all;
  }

  private Map<String, String> proxied(String proxyVariable, String trustVariable) {
    var variables = new LinkedHashMap<String, String>();
    variables.put(proxyVariable, proxy);
    variables.put(trustVariable, files.bundle().toString());
    return variables;
  }

  /** Of its own SDK: the one variable for the proxy is of http by its name, and used for https. */
  private Map<String, String> node() {
    var variables = new LinkedHashMap<String, String>();
    variables.put("HTTP_PROXY", proxy);
    variables.put("HTTPS_PROXY", proxy);
    variables.put("NODE_EXTRA_CA_CERTS", files.certificate().toString());
    variables.put("NO_PROXY", "localhost,127.0.0.1");
    return variables;
  }

  /** Not every version of the SDK heeds the first of the two that say whom to trust. */
  private Map<String, String> python() {
    var variables = proxied("HTTPS_PROXY", "REQUESTS_CA_BUNDLE");
    variables.put("PYTHONPATH", files.python().toString());
    return variables;
  }

  private Map<String, String> php() {
    var variables = new LinkedHashMap<String, String>();
    variables.put("https_proxy", proxy);
    variables.put("PHP_INI_SCAN_DIR", ":" + files.php());
    return variables;
  }

  private Map<String, String> java() {
    var options = new ArrayList<String>();
    options.add("-Dhttps.proxyHost=" + address.getHost().replaceAll("[\\[\\]]", ""));
    options.add("-Dhttps.proxyPort=" + address.getPort());
    options.add("-Djavax.net.ssl.trustStore=" + files.trustStore());
    options.add("-Djavax.net.ssl.trustStorePassword=" + ProxyFiles.TRUST_STORE_PASSWORD);
    return Map.of("JAVA_TOOL_OPTIONS", String.join(" ", options));
  }
}
