package parley.media;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.access.Operation;
import parley.http.Call;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;
import parley.http.Upload;
import parley.problem.Code;

/**
 * Media over REST: https://www.twilio.com/docs/conversations/api/media-resource
 *
 * <p>The original serves them from another host; here one address serves all.
 */
public final class MediaResource implements Resource {
  /** What a form says beside the file it carries. */
  private static final long ENVELOPE_BYTES_MAX = 64 * 1024;

  /**
   * No file runs a script or sends a form, whatever a browser takes it for. What shows a picture or
   * plays a sound by itself may load that file.
   */
  private static final String NO_SCRIPT =
      "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox";

  private final Media media;
  private final ContentUrls urls;

  public MediaResource(Media media, ContentUrls urls) {
    this.media = media;
    this.urls = urls;
  }

  @Override
  public void routes(Routes routes) {
    routes.inNamedService(
        "/Media",
        at -> {
          at.post("", Operation.ADD_MEDIUM, this::create);
          at.get("/{Sid}", Operation.FETCH_MEDIUM, this::fetch);
          at.get("/{Sid}/Content", Operation.FETCH_MEDIUM, this::content);
          at.delete("/{Sid}", this::delete);
        });
    routes.inPublic(ContentUrls.PATH, at -> at.get("/{Sid}", this::temporaryContent));
  }

  private Reply create(Call call) {
    var service = call.service();
    var upload = call.upload();
    requireLength(upload);
    var wish = NewMedium.from(call.query(), upload.contentType(), upload.filename());
    var medium = media.add(service, wish, upload.bytes(), call.cause());
    return Reply.created(json -> MediaJson.write(json, medium, call, urls));
  }

  /** Refuses what is too long before it is sent, if its sender says so. */
  private void requireLength(Upload upload) {
    if (upload.length() > media.bytesMax() + ENVELOPE_BYTES_MAX) {
      throw Code.MEDIA_TOO_LARGE.because("at most " + media.bytesMax() + " bytes");
    }
  }

  private Reply fetch(Call call) {
    var medium = medium(call);
    return Reply.ok(json -> MediaJson.write(json, medium, call, urls));
  }

  private Reply content(Call call) {
    return file(call, medium(call), "private, no-cache");
  }

  private Reply temporaryContent(Call call) {
    if (!urls.isGood(call.path("Sid"), call.query())) {
      throw Code.FORBIDDEN.because("this URL is not or no longer good");
    }
    var medium = media.find(call.path("Sid")).orElseThrow(call::notFound);
    return file(call, medium, "private, max-age=" + ContentUrls.LIFE.toSeconds());
  }

  private Reply file(Call call, Medium medium, String caching) {
    var type = ShownType.of(medium.contentType());
    var headers =
        Map.of(
            "Content-Type",
            type.header(),
            "Content-Disposition",
            disposition(type, medium.filename()),
            "X-Content-Type-Options",
            "nosniff",
            "Content-Security-Policy",
            NO_SCRIPT,
            "Cache-Control",
            caching);
    return Reply.file(call, medium.size(), headers, from -> media.open(medium, from));
  }

  private static String disposition(ShownType type, @Nullable String filename) {
    var how = type.inPlace() ? "inline" : "attachment";
    return filename == null
        ? how
        : how
            + "; filename*=UTF-8''"
            + URLEncoder.encode(filename, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
  }

  private Reply delete(Call call) {
    if (!media.remove(call.service(), call.path("Sid"))) {
      throw call.notFound();
    }
    return Reply.gone();
  }

  private Medium medium(Call call) {
    return media.find(call.service(), call.path("Sid")).orElseThrow(call::notFound);
  }
}
