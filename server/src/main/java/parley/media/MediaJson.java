package parley.media;

import parley.http.Call;
import parley.http.Json;

/**
 * A file as the media host tells it (docs/behaviour.md 8.5). Its documentation says file_name and
 * the client SDKs read filename, so both are there.
 */
final class MediaJson {
  private MediaJson() {}

  static void write(Json json, Medium medium, Call call, ContentUrls urls) {
    var url = call.link("/Media/" + medium.sid());
    json.text("sid", medium.sid());
    json.text("account_sid", medium.accountSid());
    json.text("service_sid", medium.serviceSid());
    json.text("channel_sid", medium.conversationSid());
    json.text("message_sid", medium.messageSid());
    json.date("date_created", medium.createdAt());
    json.date("date_upload_updated", medium.createdAt());
    json.date("date_updated", medium.updatedAt());
    json.number("size", medium.size());
    json.text("content_type", medium.contentType());
    json.text("file_name", medium.filename());
    json.text("filename", medium.filename());
    json.text("category", medium.category().wire());
    json.text("author", medium.author());
    json.flag("is_multipart_upstream", false);
    json.text("url", url);
    json.object(
        "links",
        links ->
            links
                .text("content", url + "/Content")
                .text("content_direct_temporary", call.publicLink(urls.path(medium.sid()))));
  }

  /** A file in the answer of its message. */
  static void writeInMessage(Json json, Medium medium) {
    json.text("sid", medium.sid());
    json.number("size", medium.size());
    json.text("content_type", medium.contentType());
    json.text("filename", medium.filename());
  }
}
