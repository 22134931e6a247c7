package parley.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.security.RequestValidator;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.outbound.OutboundRequest;

/** What receivers check with the official SDK is right, whatever the URL and the values. */
class SignedCallTest {
  private static final String TOKEN = "the account's token";
  private static final Map<String, String> PARAMETERS = parameters();

  private static Map<String, String> parameters() {
    var all = new LinkedHashMap<String, String>();
    all.put("EventType", "onMessageAdded");
    all.put("Body", "Grüße & 1+1=2 🎉 100%\nnext ~*line*");
    all.put("attributes", "{\"a\": [1, 2]}");
    all.put("Lines", "\r\n\t%0D%0A\u202Eright to left\u200F ; : @ ? # [ ] ' \" \\");
    all.put("Long", "Ü+% 🎉".repeat(4096));
    all.put("Empty", "");
    all.put("MessagingBinding.Type", "SMS");
    all.put("MessagingBinding.Address", "+15017122661");
    return all;
  }

  private static OutboundRequest call(String url, boolean post) {
    return SignedCall.of(url, post, PARAMETERS, "token-1", TOKEN);
  }

  /** The URL as a server reads it off a request: without user info and usual port. */
  private static String seen(OutboundRequest request) {
    var url = URI.create(request.url());
    var path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    var host = url.getRawAuthority().replaceFirst(".*@", "").replaceFirst(":443$", "");
    return url.getScheme()
        + "://"
        + host
        + path
        + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
  }

  private static Map<String, String> decoded(@Nullable String form) {
    var all = new LinkedHashMap<String, String>();
    for (var pair : List.of(Objects.requireNonNull(form).split("&"))) {
      var parts = pair.split("=", -1);
      all.put(decode(parts[0]), decode(parts[1]));
    }
    return all;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static boolean isValid(OutboundRequest request, Map<String, String> form) {
    var signature = Objects.requireNonNull(request.headers().get("X-Twilio-Signature"));
    return new RequestValidator(TOKEN).validate(seen(request), form, signature);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/hook",
        "https://example.com",
        "https://example.com/hook?shop=1&empty=&word=%C3%BC",
        "https://example.com/hook?",
        "https://example.com?a=b&c",
        "https://example.com/hook?a=b&",
        "https://my_host:8443/hook?a=?b",
        "http://example.com:8081/hook",
        "https://example.com:443/hook",
        "https://ada:secret@example.com/hook?shop=1",
        "https://ada%40home:s%3Aecret@example.com:8443/hook",
        "http://[::1]:8081/a%20path/;x=1"
      })
  void theOfficialValidatorAcceptsBothMethods(String url) {
    var posted = call(url, true);
    assertThat(posted.url()).isEqualTo(url);
    assertThat(decoded(posted.form())).isEqualTo(PARAMETERS);
    assertThat(isValid(posted, PARAMETERS)).isTrue();
    assertThat(isValid(posted, Map.of())).isFalse();

    var got = call(url, false);
    assertThat(got.form()).isNull();
    assertThat(isValid(got, Map.of())).isTrue();
  }

  @Test
  void aUrlOfOtherSpellingIsSignedAsTheReceiverSeesIt() {
    var signature = call("https://example.com/a%C3%BCb", true).headers().get("X-Twilio-Signature");
    assertThat(call("HTTPS://u@Example.COM:443/aüb#part", true).headers())
        .containsEntry("X-Twilio-Signature", signature);
    var named = call("https://xn--bcher-kva.example/", true).headers();
    assertThat(call("https://bücher.example", true).headers()).isEqualTo(named);
  }

  @Test
  void byGetTheParametersAreBehindThoseThatTheUrlHas() {
    var form = call("https://example.com", true).form();
    assertThat(call("https://example.com/hook", false).url())
        .isEqualTo("https://example.com/hook?" + form);
    assertThat(call("https://u:p@example.com/hook?shop=1#part", false).url())
        .isEqualTo("https://u:p@example.com/hook?shop=1&" + form);
    assertThat(call("https://example.com/hook?", false).url())
        .isEqualTo("https://example.com/hook?" + form);
  }

  @Test
  void aFormHasTheParametersInTheirOrderAndPercentEncoded() {
    assertThat(call("https://example.com", true).form())
        .isASCII()
        .startsWith(
            "EventType=onMessageAdded&Body=Gr%C3%BC%C3%9Fe%20%26%201%2B1%3D2%20%F0%9F%8E%89")
        .endsWith("&Empty=&MessagingBinding.Type=SMS&MessagingBinding.Address=%2B15017122661");
  }

  @Test
  void theHeadersAreTheOriginals() {
    assertThat(call("https://example.com", true).headers())
        .containsOnlyKeys("User-Agent", "I-Twilio-Idempotency-Token", "X-Twilio-Signature")
        .containsEntry("User-Agent", "TwilioProxy/1.1")
        .containsEntry("I-Twilio-Idempotency-Token", "token-1");
  }
}
