package parley.webhook;

import java.util.Locale;

/** How a webhook is called. */
public enum WebhookMethod {
  GET,
  POST;

  /** As webhooks of a conversation write it; everywhere else it is upper case. */
  public String lowerCase() {
    return name().toLowerCase(Locale.ROOT);
  }
}
