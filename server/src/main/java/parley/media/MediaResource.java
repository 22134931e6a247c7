package parley.media;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
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

  /** Types that a browser may show in place: none of them can run a script. */
  private static final Pattern SHOWN =
      Pattern.compile("(image/(?!svg).*|audio/.*|video/.*|application/pdf|text/plain).*");

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
          at.post("", this::create);
          at.get("/{Sid}", this::fetch);
          at.get("/{Sid}/Content", this::content);
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
  private static void requireLength(Upload upload) {
    if (upload.length() > Media.BYTES_MAX + ENVELOPE_BYTES_MAX) {
      throw Code.MEDIA_TOO_LARGE.because("at most " + Media.BYTES_MAX + " bytes");
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
    var headers =
        Map.of(
            "Content-Type",
            medium.contentType(),
            "Content-Disposition",
            disposition(medium),
            // The sender's word for the type is the only one: no browser shall guess a better.
            "X-Content-Type-Options",
            "nosniff",
            "Cache-Control",
            caching);
    return Reply.file(call, medium.size(), headers, from -> media.open(medium, from));
  }

  private static String disposition(Medium medium) {
    var how = SHOWN.matcher(medium.contentType()).matches() ? "inline" : "attachment";
    var name = medium.filename();
    return name == null
        ? how
        : how
            + "; filename*=UTF-8''"
            + URLEncoder.encode(name, StandardCharsets.UTF_8)
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
