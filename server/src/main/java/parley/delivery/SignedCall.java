package parley.delivery;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import parley.outbound.OutboundRequest;

/**
 * Words a call to a webhook, signed so that its receiver knows who calls (docs/behaviour.md 4.3,
 * 4.4).
 */
public final class SignedCall {
  private static final String USER_AGENT = "TwilioProxy/1.1";
  private static final String ALGORITHM = "HmacSHA1";

  private SignedCall() {}

  /**
   * The call: a form that is posted, or the same behind the question mark of the URL.
   *
   * @param url absolute, http or https; it may have user info, which is not signed
   * @param idempotencyToken the same for the same call, however often it is made
   * @param authToken the account's secret, by which it is signed
   */
  public static OutboundRequest of(
      String url,
      boolean post,
      Map<String, String> parameters,
      String idempotencyToken,
      String authToken) {
    var form = encoded(parameters);
    var whole = url.replaceFirst("#.*", "");
    var called = post ? whole : withQuery(whole, form);
    var signature =
        signature(OutboundRequest.seen(called), post ? parameters : Map.of(), authToken);
    var headers = new LinkedHashMap<String, String>();
    headers.put("User-Agent", USER_AGENT);
    headers.put("I-Twilio-Idempotency-Token", idempotencyToken);
    headers.put("X-Twilio-Signature", signature);
    return new OutboundRequest(post ? "POST" : "GET", called, headers, post ? form : null);
  }

  /**
   * Whether a call bears the signature that its sender had to give it, as a receiver looks.
   *
   * @param url as it was called
   * @param parameters of the form that was posted; none of the query
   * @param signature the header {@code X-Twilio-Signature}
   */
  public static boolean isSigned(
      String url, Map<String, String> parameters, String authToken, String signature) {
    return MessageDigest.isEqual(
        signature(url, parameters, authToken).getBytes(StandardCharsets.UTF_8),
        signature.getBytes(StandardCharsets.UTF_8));
  }

  private static String withQuery(String url, String query) {
    return url + (url.indexOf('?') < 0 ? "?" : url.endsWith("?") ? "" : "&") + query;
  }

  private static String encoded(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** A blank as %20, which forms and paths read alike. */
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String signature(String url, Map<String, String> parameters, String authToken) {
    var text = new StringBuilder(url);
    new TreeMap<>(parameters).forEach((name, value) -> text.append(name).append(value));
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(authToken.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      var bytes = mac.doFinal(text.toString().getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
