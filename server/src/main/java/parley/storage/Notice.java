package parley.storage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * One piece of news: something that bears this key has changed.
 *
 * @param topic what kind of thing; no spaces
 * @param key which one; short, and on one line
 */
record Notice(String topic, String key) {
  /** Says that any number of notices may have been lost. */
  static final Notice MISSED = new Notice("*", "");

  /** PostgreSQL takes less than 8,000. */
  private static final int PAYLOAD_BYTES_MAX = 7_500;

  private static final int BYTES_MAX = 500;

  Notice {
    if (topic.contains(" ")
        || (topic + key).contains("\n")
        || bytes(topic) + bytes(key) > BYTES_MAX) {
      throw new IllegalArgumentException("no notice: " + topic + " " + key);
    }
  }

  /** Notices as texts to be sent, as few as hold them all. */
  static List<String> payloads(Collection<Notice> notices) {
    var payloads = new ArrayList<String>();
    var payload = new StringBuilder();
    var size = 0;
    for (var notice : notices) {
      var line = notice.topic + " " + notice.key + "\n";
      if (size + bytes(line) > PAYLOAD_BYTES_MAX) {
        payloads.add(payload.toString());
        payload.setLength(0);
        size = 0;
      }
      payload.append(line);
      size += bytes(line);
    }
    if (size > 0) {
      payloads.add(payload.toString());
    }
    return payloads;
  }

  /** What a payload holds; what is no notice of ours may stand for anything. */
  static List<Notice> of(String payload) {
    return payload.lines().map(Notice::ofLine).toList();
  }

  private static Notice ofLine(String line) {
    var space = line.indexOf(' ');
    return space < 0 ? MISSED : new Notice(line.substring(0, space), line.substring(space + 1));
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
