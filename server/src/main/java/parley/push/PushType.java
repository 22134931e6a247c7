package parley.push;

import java.util.Locale;

/** A push service that credentials are for. */
public enum PushType {
  APN,
  GCM,
  FCM;

  /** As the API writes it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
