package parley.app;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.proxy.ProxyFiles;
import parley.proxy.ProxyRules;
import parley.proxy.ProxyRules.Others;

/**
 * Where the proxy is, and where its authority.
 *
 * @param authority null for the one in the data directory
 */
record ProxyPlace(ProxyRules rules, @Nullable Path authority) {
  static final List<Setting> SETTINGS =
      List.of(
          Setting.CONFIG,
          Setting.DATA,
          Setting.PROXY_PORT,
          Setting.PROXY_HOST,
          Setting.PROXY_OTHERS,
          Setting.PROXY_CA);

  /** Null where none is asked for. */
  static @Nullable ProxyPlace of(Asked asked) {
    var port = (int) asked.number(Setting.PROXY_PORT, -1, 0, Settings.PORT_MAX);
    var host = asked.textOrDefault(Setting.PROXY_HOST).strip();
    var others = asked.choice(Setting.PROXY_OTHERS, Others.class);
    var authority = asked.parsed(Setting.PROXY_CA, null, Place::path);
    if (others == Others.PASS && !Settings.isOfThisMachine(host)) {
      asked.fault(
          Setting.PROXY_OTHERS,
          "pass would lead whoever reaches %s anywhere: only with --proxy-host 127.0.0.1"
              .formatted(host));
    }
    return port < 0 ? null : new ProxyPlace(new ProxyRules(host, port, others), authority);
  }

  ProxyFiles files(Path data) {
    var place = authority == null ? data.resolve("proxy") : authority;
    return new ProxyFiles(place.toAbsolutePath().normalize());
  }

  /** What clients on this machine name as their proxy. */
  URI address() {
    return URI.create("http://127.0.0.1:" + rules.port());
  }
}
