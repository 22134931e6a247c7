package parley.delivery;

import parley.value.Word;

/** By what a target was configured (docs/behaviour.md 4.1). */
public enum WebhookLevel implements Word {
  ACCOUNT,
  SERVICE,
  CONVERSATION
}
