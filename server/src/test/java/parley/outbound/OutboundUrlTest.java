package parley.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** URLs are understood in one way, or not at all. */
class OutboundUrlTest {
  @ParameterizedTest
  @CsvSource({
    "https://example.com, https, example.com, 443, example.com, /",
    "HTTP://Example.COM/A, http, example.com, 80, example.com, /A",
    "https://example.com:8443?a=b, https, example.com, 8443, example.com:8443, /?a=b",
    "https://example.com:443/a#b, https, example.com, 443, example.com, /a",
    "http://example.com:/a, http, example.com, 80, example.com, /a",
    "http://my_service:1/x, http, my_service, 1, my_service:1, /x",
    "http://[::1]:65535/, http, [::1], 65535, [::1]:65535, /",
    "https://bücher.example/ü?ö=😀, https, xn--bcher-kva.example, 443, xn--bcher-kva.example,"
        + " /%C3%BC?%C3%B6=%F0%9F%98%80",
    "https://example.com//a/../b?c|d, https, example.com, 443, example.com, //a/../b?c%7Cd",
    "https://example.com/a%2Fb?, https, example.com, 443, example.com, /a%2Fb?",
    "https://u:p@example.com/@x?y=@z, https, example.com, 443, example.com, /@x?y=@z"
  })
  void whatAUrlSays(
      String url, String scheme, String host, int port, String authority, String target) {
    var parts = OutboundUrl.of(url);
    assertThat(parts.scheme()).isEqualTo(scheme);
    assertThat(parts.host()).isEqualTo(host);
    assertThat(parts.port()).isEqualTo(port);
    assertThat(parts.authority()).isEqualTo(authority);
    assertThat(parts.target()).isEqualTo(target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.com",
        "//example.com",
        "ftp://example.com",
        "file:///etc/passwd",
        "https://",
        "https:///a",
        "https:example.com",
        "https://a@b@example.com/",
        "https://example.com\\@evil/",
        "https://example.com /",
        "https://example.com/a b",
        " https://example.com",
        "https://example.com/\r\nHost: evil",
        "https://example.com/\u0000",
        "https://exa\u00a0mple/",
        "https://example.com:0/",
        "https://example.com:65536/",
        "https://example.com:99999999999/",
        "https://example.com:-1/",
        "https://example.com:80:81/",
        "https://::1/",
        "https://[::1/",
        "https://[fe80::1%25eth0]/",
        "https://[fe80::1%eth0]/",
        "https://[example.com]/",
        "https://ex%61mple.com/",
        "https://exa$mple.com/",
        "https://user%zz@example.com/"
      })
  void whatIsNoUrl(String url) {
    assertThatExceptionOfType(CannotReach.class)
        .isThrownBy(() -> OutboundUrl.of(url))
        .matches(e -> e.kind() == CannotReach.Kind.FORBIDDEN);
    assertThat(OutboundUrl.shown(url)).isEqualTo("a URL that is none");
  }

  @ParameterizedTest
  @CsvSource({
    "https://ada:secret@example.com, ada:secret",
    "https://ada%40home:s%3Aecr+et%C3%BC@example.com, ada@home:s:ecr+etü",
    "https://ada@example.com, ada:",
    "https://a:b:c@example.com, a:b:c",
    "https://:key@example.com, :key"
  })
  void userInfoBecomesBasicAuthenticationAndIsNotShown(String url, String expected) {
    var header = Objects.requireNonNull(OutboundUrl.of(url).authorization());
    var decoded = Base64.getDecoder().decode(header.substring("Basic ".length()));
    assertThat(new String(decoded, StandardCharsets.UTF_8)).isEqualTo(expected);
    assertThat(OutboundUrl.shown(url)).isEqualTo("https://example.com");
  }
}
