package parley.media;

import java.util.Optional;
import java.util.function.BiPredicate;
import parley.access.Actor;
import parley.access.Operation;
import parley.http.Call;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;
import parley.problem.Code;

/** Several files at once, as clients ask for them (docs/behaviour.md 8.5). */
public final class MediaSetResource implements Resource {
  private static final int BODY_MAX = 64 << 10;
  private static final int FILES_MAX = 100;

  private final Media media;
  private final ContentUrls urls;
  private final BiPredicate<Actor.OfUser, String> allowed;

  /**
   * @param allowed whether a user may fetch the file of a SID
   */
  public MediaSetResource(
      Media media, ContentUrls urls, BiPredicate<Actor.OfUser, String> allowed) {
    this.media = media;
    this.urls = urls;
    this.allowed = allowed;
  }

  @Override
  public void routes(Routes routes) {
    routes.inNamedService("/MediaSet", at -> at.post("", Operation.CONNECT, this::fetch));
  }

  /** One of the files that were asked for; none for what is not there, or not for the caller. */
  private record Found(String sid, Optional<Medium> medium) {}

  private Reply fetch(Call call) {
    var service = call.service(); // is there, before anything is said of the body
    var list = call.json(BODY_MAX).get("list");
    if (list == null || list.elements().size() > FILES_MAX) {
      throw Code.BAD_PARAMETER.in("list", "must be a list of " + FILES_MAX + " files at most");
    }
    var found =
        list.elements().stream()
            .map(one -> one.get("media_sid"))
            .map(sid -> sid == null ? "" : sid.text())
            .map(sid -> new Found(sid, find(call, service, sid)))
            .toList();
    return Reply.array(
        found,
        (json, one) -> {
          json.number("code", one.medium().isPresent() ? 200 : 404);
          json.object(
              "media_record",
              record ->
                  one.medium()
                      .ifPresentOrElse(
                          medium -> MediaJson.write(record, medium, call, urls),
                          () -> record.text("sid", one.sid())));
        });
  }

  private Optional<Medium> find(Call call, String service, String sid) {
    return call.caller().actor() instanceof Actor.OfUser user && !allowed.test(user, sid)
        ? Optional.empty()
        : media.find(service, sid);
  }
}
