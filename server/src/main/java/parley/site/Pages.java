package parley.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import parley.http.Call;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;
import parley.problem.Code;

/** What a browser is shown that opens a server's address: where it is, and how to go on. */
public final class Pages implements Resource {
  private static final String README = "/parley/README.md";
  private static final String LIST =
      "/v1/Users/ada/Conversations?OrderBy=LastActivity&Include=LastMessage,Totals&PageSize=3";

  private final String version;

  /** Pages that tell this version of the program. */
  public Pages(String version) {
    this.version = version;
  }

  @Override
  public void routes(Routes routes) {
    routes.inPublic("/", at -> at.get("", this::front));
    routes.inPublic("/docs/readme", at -> at.get("", call -> HtmlPage.text(call, readme())));
    routes.inPublic("/docs/errors", at -> at.get("", Pages::errors));
  }

  private Reply front(Call call) {
    var base = call.publicLink("");
    return HtmlPage.html(
        call,
        "Parley",
        """
        <h1>Parley</h1>
        <p class="quiet">version %s</p>
        <p>A conversations server. It speaks the Twilio Conversations v1 API at
        <code>%s/v1</code>.</p>
        <h2>Try it</h2>
        <p>The server printed the account's SID when it started, and where its auth token is.</p>
        <p>A user's conversations, newest activity first, with the last message of each and totals:</p>
        <pre><code>curl -u "$SID:$TOKEN" &#39;%s&#39;</code></pre>
        <p>A new conversation:</p>
        <pre><code>curl -u "$SID:$TOKEN" %s -d FriendlyName=Hello</code></pre>
        <p>An official SDK, here for Node:</p>
        <pre><code>client.conversations.baseUrl = "%s";</code></pre>
        <h2>Read on</h2>
        <ul>
        <li><a href="/docs/readme">README</a>: how to use and run it</li>
        <li><a href="/docs/errors">Errors</a>: every code the API answers with</li>
        <li><a href="/health/ready">Ready?</a> <a href="/health/live">Live?</a> for load balancers
        and supervisors</li>
        </ul>
        <p class="quiet">Parley is not connected with Twilio.</p>
        """
            .formatted(
                HtmlPage.safe(version),
                HtmlPage.safe(base),
                HtmlPage.safe(base + LIST),
                HtmlPage.safe(base + "/v1/Conversations"),
                HtmlPage.safe(base)));
  }

  private static Reply errors(Call call) {
    return HtmlPage.html(
        call,
        "Parley: errors",
        """
        <h1>Errors</h1>
        <p>What the API answers with, in <code>code</code>, <code>status</code> and
        <code>message</code>. <a href="/">Back</a></p>
        <table>
        <tr><th>code</th><th>status</th><th>message</th></tr>
        %s</table>
        """
            .formatted(
                Arrays.stream(Code.values())
                    .map(Pages::row)
                    .distinct()
                    .collect(Collectors.joining())));
  }

  private static String row(Code code) {
    return "<tr><td><a href=\"/docs/errors/%d\">%d</a></td><td>%d</td><td>%s</td></tr>\n"
        .formatted(code.number(), code.number(), code.status(), HtmlPage.safe(code.text()));
  }

  private static String readme() {
    try (var in = Pages.class.getResourceAsStream(README)) {
      if (in == null) {
        throw new IllegalStateException("the README is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
