package parley.webhook;

import java.util.Locale;
import parley.value.Word;

/** How a webhook is called. */
public enum WebhookMethod implements Word {
  GET,
  POST;

  /** As webhooks of a conversation write it. */
  public String lowerCase() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As it is written everywhere else. */
  @Override
  public String wire() {
    return name();
  }
}
