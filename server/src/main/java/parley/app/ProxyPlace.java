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

  /** Where it is looked for, and what a proxy of its own takes, when no port is named. */
  static final int USUAL_PORT = 8888;

  /** Of a server, which has one only if its port is named; else null. */
  static @Nullable ProxyPlace besideServer(Asked asked) {
    var place = of(asked, -1);
    return place.rules().port() < 0 ? null : place;
  }

  /** Of a proxy that there is in any case. */
  static ProxyPlace of(Asked asked) {
    return of(asked, USUAL_PORT);
  }

  private static ProxyPlace of(Asked asked, int otherwise) {
    var port = (int) asked.number(Setting.PROXY_PORT, otherwise, 0, Settings.PORT_MAX);
    var host = asked.textOrDefault(Setting.PROXY_HOST).strip();
    var others = asked.choice(Setting.PROXY_OTHERS, Others.class);
    var authority = asked.parsed(Setting.PROXY_CA, null, Place::path);
    if (others == Others.PASS && !Settings.isOfThisMachine(host)) {
      asked.fault(
          Setting.PROXY_OTHERS,
          "pass would lead whoever reaches %s anywhere: only with --proxy-host 127.0.0.1"
              .formatted(host));
    }
    return new ProxyPlace(new ProxyRules(host, port, others), authority);
  }

  ProxyFiles files(Path data) {
    var place = authority == null ? data.resolve("proxy") : authority;
    return new ProxyFiles(place.toAbsolutePath().normalize());
  }

  /** What clients name as their proxy. */
  URI address() {
    return rules.address(rules.port());
  }
}
