package parley.site;

import java.util.Arrays;
import parley.http.Call;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;
import parley.problem.Code;

/**
 * Says what an error means and what helps: where {@code more_info} leads (docs/behaviour.md 1.9). A
 * browser is shown a page, a program the properties of the error. The page of them all is {@code
 * docs/errors.md}.
 */
public final class ErrorPages implements Resource {
  private final Documentation documentation;

  /** Pages of errors; where none is, the documentation's answer is. */
  public ErrorPages(Documentation documentation) {
    this.documentation = documentation;
  }

  @Override
  public void routes(Routes routes) {
    routes.inPublic(Code.PAGES + "/{Code}", at -> at.get("", this::one));
  }

  private Reply one(Call call) {
    return Arrays.stream(Code.values())
        .filter(one -> Integer.toString(one.number()).equals(call.path("Code")))
        .findFirst()
        .map(code -> shown(call, code))
        .orElseGet(() -> documentation.missing(call));
  }

  private static Reply shown(Call call, Code code) {
    return HtmlPage.isAskedFor(call)
        ? page(call, code)
        : Reply.ok(
            json ->
                json.number("code", code.number())
                    .text("message", code.text())
                    .number("status", code.status()));
  }

  private static Reply page(Call call, Code code) {
    return HtmlPage.html(
        call,
        "Parley: error " + code.number(),
        """
        <h1>Error %d</h1>
        <p class="quiet">HTTP status %d</p>
        <p>%s.</p>
        <p>%s</p>
        <p><a href="%s">All errors</a> <a href="/">Parley</a></p>
        """
            .formatted(
                code.number(),
                code.status(),
                HtmlPage.safe(code.text()),
                HtmlPage.safe(remedy(code)),
                Code.PAGES));
  }

  /** Why it is answered as a rule, and what helps. */
  static String remedy(Code code) {
    return switch (code) {
      case UNAUTHENTICATED ->
          "Send the account's SID and auth token, or an API key and its secret, as user and"
              + " password of HTTP Basic; the server told when it started where the token is.";
      case FORBIDDEN ->
          "A temporary URL of a media is good for five minutes: fetch the media for a fresh one.";
      case OUTCOME_UNKNOWN ->
          "The database was lost while it wrote: look whether the change is there before you repeat"
              + " it.";
      default -> remedy(code.status());
    };
  }

  private static String remedy(int status) {
    return switch (status) {
      case 401 ->
          "Make a new access token: a good one tells this server's account, key and service.";
      case 403 ->
          "A limit is reached: make room, or go on in another one. The documentation lists limits,"
              + " at /docs/options.";
      case 404 ->
          "Nothing of this SID or name is there: it was deleted, was never made, or is in another"
              + " service. A path without a service means the default one.";
      case 405 ->
          "The path is there, but not for this method: the README lists every operation, at"
              + " /docs/readme.";
      case 408 -> "The request came too slowly or broke off: send it again.";
      case 409 ->
          "Something that is there stands in the way: read it, then send what fits it, such as"
              + " another name.";
      case 413, 414, 431 -> "It is larger than the server takes: send less at once.";
      case 429 -> "Too many changes a second: send it again when Retry-After says so.";
      case 500 ->
          "This is the server's fault: its log tells the cause, with the answer's"
              + " Twilio-Request-Id.";
      case 503 -> "The server or its database is busy or away: repeat the request after a while.";
      case 507 -> "Nothing was changed: whoever runs the server has to make room on its disk.";
      default ->
          "The request cannot be taken as it is: the details of the answer name the parameter and"
              + " what is wrong with it.";
    };
  }
}
