package parley.inbound;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import parley.access.Cause;
import parley.media.Media;
import parley.media.NewMedium;
import parley.outbound.CannotReach;
import parley.outbound.Fetched;
import parley.outbound.Outbound;
import parley.outbound.OutboundRequest;
import parley.problem.Code;
import parley.problem.Problem;

/**
 * Fetches the files of a message from where they are, and keeps each as an upload. It calls the
 * network, so no transaction may be open; what no message takes in the end is swept like any
 * upload.
 */
final class MediaFetcher {
  /** How long all files of one message may take together. */
  static final Duration LIMIT = Duration.ofSeconds(30);

  private static final Map<String, String> HEADERS = Map.of("User-Agent", "Parley");

  private final Outbound outbound;
  private final Media media;

  MediaFetcher(Outbound outbound, Media media) {
    this.outbound = outbound;
    this.media = media;
  }

  /**
   * Fetches all, one after the other.
   *
   * @return the SIDs of the uploads
   * @throws Problem 20422 for a file that cannot be had now, 50512 for one that is too large
   */
  List<String> fetch(String service, List<String> urls, Cause cause) {
    var end = System.nanoTime() + LIMIT.toNanos();
    var sids = new ArrayList<String>(urls.size());
    for (var url : urls) {
      var left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
      sids.add(fetch(service, url, left, cause));
    }
    return sids;
  }

  private String fetch(String service, String url, Duration limit, Cause cause) {
    var request = OutboundRequest.get(url, HEADERS);
    try {
      return outbound.fetch(
          request, limit, media.bytesMax(), fetched -> keep(service, request, fetched, cause));
    } catch (CannotReach e) {
      throw switch (e.kind()) {
        case STOPPED -> Code.UNAVAILABLE.because("the server is stopping");
        case TOO_LARGE -> tooLarge();
        default -> cannotBeFetched(String.valueOf(e.getMessage()));
      };
    }
  }

  private String keep(String service, OutboundRequest request, Fetched fetched, Cause cause)
      throws IOException {
    if (fetched.status() / 100 != 2) {
      throw cannotBeFetched(request + " was answered with " + fetched.status());
    }
    if (fetched.length() > media.bytesMax()) {
      throw tooLarge();
    }
    var wish = NewMedium.fetched(fetched.contentType(), fetched.fileName());
    try {
      return media.add(service, wish, new FarBytes(fetched.body()), cause).sid();
    } catch (UncheckedIOException e) {
      throw e.getCause(); // of the far end: not of our disk
    }
  }

  private Problem tooLarge() {
    return Code.MEDIA_TOO_LARGE.in(
        NewInboundMessage.MEDIA_URL, "may lead to at most " + media.bytesMax() + " bytes");
  }

  private static Problem cannotBeFetched(String why) {
    return Code.BAD_PARAMETER.in(NewInboundMessage.MEDIA_URL, "cannot be fetched: " + why);
  }

  /** Bytes whose breaking off is told apart from a failure of whoever writes them down. */
  private static final class FarBytes extends InputStream {
    private final InputStream bytes;

    FarBytes(InputStream bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() {
      try {
        return bytes.read();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public int read(byte[] into, int from, int most) {
      try {
        return bytes.read(into, from, most);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
