package parley.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.proxy.ProxyRules.Others;

/** To which address the variables lead a program. */
class ProxyVariablesTest {
  private static ProxyVariables of(String host) {
    var rules = new ProxyRules(host, 8888, Others.REFUSE);
    return new ProxyVariables(rules.address(8888), new ProxyFiles(Path.of("/proxy")));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, http://127.0.0.1:8888",
    "10.1.2.3, http://10.1.2.3:8888",
    "localhost, http://localhost:8888",
    "::1, http://[::1]:8888",
    "[::1], http://[::1]:8888",
    "0.0.0.0, http://127.0.0.1:8888",
    "::, http://127.0.0.1:8888",
  })
  void theyLeadToWhereTheProxyListens(String host, String proxy) {
    assertThat(of(host).all()).containsEntry("HTTPS_PROXY", proxy);
  }

  @Test
  void javaIsToldAnAddressWithoutBrackets() {
    assertThat(of("::1").all().get("JAVA_TOOL_OPTIONS"))
        .contains("-Dhttps.proxyHost=::1 ", "-Dhttps.proxyPort=8888");
  }
}
