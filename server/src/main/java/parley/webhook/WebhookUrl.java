package parley.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import parley.http.Field;
import parley.outbound.OutboundRequest;
import parley.problem.Code;

/** Checks a parameter that says where a webhook is to be sent. */
public final class WebhookUrl {
  /** The original's limit (error 50372). */
  public static final int LENGTH_MAX = 512;

  private WebhookUrl() {}

  /**
   * Refuses what is no absolute http or https URL, or none that could ever be called; an absent or
   * empty value passes.
   */
  public static Field check(Field field) {
    var text = field.max(LENGTH_MAX, Code.WEBHOOK_URL_TOO_LONG).textOrNull();
    if (text != null && !isWebUrl(text)) {
      throw field.refused(Code.BAD_PARAMETER, "must be an absolute http or https URL");
    }
    return field;
  }

  /** Also by the rules of URLs, by which receivers check signatures. */
  private static boolean isWebUrl(String text) {
    try {
      return new URI(text).isAbsolute() && OutboundRequest.isUrl(text);
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
