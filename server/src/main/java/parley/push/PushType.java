package parley.push;

import parley.value.Word;

/** A push service that credentials are for. */
public enum PushType implements Word {
  APN,
  GCM,
  FCM
}
