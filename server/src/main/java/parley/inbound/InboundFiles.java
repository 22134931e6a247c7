package parley.inbound;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import parley.access.Cause;

/**
 * The files of one message. Those that stand elsewhere are fetched when it is known in which
 * service they are to be kept, and once for it, however often it is looked where they belong. Used
 * by one thread.
 */
final class InboundFiles {
  private final MediaFetcher fetcher;
  private final NewInboundMessage wish;
  private final Cause cause;
  private final Map<String, List<String>> fetched = new HashMap<>(1);

  InboundFiles(MediaFetcher fetcher, NewInboundMessage wish, Cause cause) {
    this.fetcher = fetcher;
    this.wish = wish;
    this.cause = cause;
  }

  /** The SIDs to attach to a message in a conversation of this service. */
  List<String> in(String service) {
    var others = fetched.computeIfAbsent(service, it -> fetcher.fetch(it, wish.mediaUrls(), cause));
    return Stream.concat(wish.mediaSids().stream(), others.stream()).toList();
  }
}
