package parley.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import parley.console.ConsolePage;
import parley.http.Call;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;

/** What a browser is shown that opens a server's address: where it is, and how to go on. */
public final class Pages implements Resource {
  /** At the places they have in the source, so that what leads from one to another does so here. */
  private static final List<String> DOCUMENTS =
      List.of(
          "/README.md",
          "/docs/behaviour.md",
          "/docs/realtime.md",
          "/docs/tokens.md",
          "/docs/webhooks.md",
          "/docs/testing.md",
          "/docs/fixtures.md",
          "/docs/fixtures.schema.json",
          "/docs/keys.md",
          "/docs/operations.md",
          "/docs/console.md",
          "/docs/proxy.md");

  private static final String LIST =
      "/v1/Users/ada/Conversations?OrderBy=LastActivity&Include=LastMessage,Totals&PageSize=3";

  private static final String CHAT =
      """
      <h2><a href="%s">See it live</a></h2>
      <p>Two people of the demo chat with each other, each through the official JavaScript client, and
      both are you.</p>
      """
          .formatted(ChatPage.PATH);

  private final String version;

  private volatile boolean chat;

  /** Pages that tell this version of the program. */
  public Pages(String version) {
    this.version = version;
  }

  @Override
  public void routes(Routes routes) {
    routes.inPublic("/", at -> at.get("", this::front));
    for (var document : DOCUMENTS) {
      routes.inPublic(document, at -> at.get("", call -> HtmlPage.text(call, read(document))));
    }
  }

  /** From now on the front page leads to the one that shows a chat, before all else. */
  public void leadToChat() {
    chat = true;
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
        %s
        <h2><a href="%s">Console</a></h2>
        <p>What is in it and what goes on, for who has the account&#39;s credentials.</p>
        <h2>Try it</h2>
        <p>In the directory where the server was started (it printed the account&#39;s SID then, and
        where its auth token is):</p>
        <pre><code>ACCOUNT=${PARLEY_ACCOUNT_SID:-$(cat parley-data/account-sid)}
        TOKEN=${PARLEY_AUTH_TOKEN:-$(cat parley-data/auth-token)}</code></pre>
        <p>A new conversation with somebody in it:</p>
        <pre><code>curl -u "$ACCOUNT:$TOKEN" %s \\
          -d FriendlyName=Hello -d &#39;Participant={"identity": "ada"}&#39;</code></pre>
        <p>A user&#39;s conversations, newest activity first, with the last message of each and
        totals:</p>
        <pre><code>curl -u "$ACCOUNT:$TOKEN" &#39;%s&#39;</code></pre>
        <p>An official SDK, here for Node:</p>
        <pre><code>client.conversations.baseUrl = "%s";</code></pre>
        <h2>Read on</h2>
        <ul>
        <li><a href="/README.md">README</a>: how to use and run it</li>
        <li><a href="/docs/behaviour.md">Behaviour</a>: what the API does, rule by rule</li>
        <li><a href="/docs/webhooks.md">Webhooks</a>: how to receive them, and look at what was told</li>
        <li><a href="/docs/console.md">Console</a>: how to sign in, and what it asks of the server</li>
        <li><a href="/docs/proxy.md">Proxy</a>: how programs are led here that are not told of Parley</li>
        <li><a href="/docs/keys.md">Keys</a>: API keys, and access tokens for tests and demos</li>
        <li><a href="/docs/operations.md">Operations</a>: how to set it up, watch it and keep it</li>
        <li><a href="/docs/testing.md">Testing</a>: a server whose time and state tests control, and the
        <a href="/docs/fixtures.md">fixtures</a> it can begin with</li>
        <li><a href="/docs/realtime.md">Clients that stay connected</a>: the JavaScript client, live</li>
        <li><a href="/docs/tokens.md">Access tokens and permissions</a>: what clients may do</li>
        <li><a href="%s">OpenAPI</a>: what is added to the API, for programs</li>
        <li><a href="/docs/errors">Errors</a>: every code the API answers with</li>
        <li><a href="/health/ready">Ready?</a> <a href="/health/live">Live?</a> for load balancers
        and supervisors</li>
        </ul>
        <p class="quiet">Parley is not connected with Twilio.</p>
        """
            .formatted(
                HtmlPage.safe(version),
                HtmlPage.safe(base),
                chat ? CHAT : "",
                ConsolePage.PATH,
                HtmlPage.safe(base + "/v1/ConversationWithParticipants"),
                HtmlPage.safe(base + LIST),
                HtmlPage.safe(base),
                ApiDescription.PATH));
  }

  private static String read(String document) {
    try (var in = Pages.class.getResourceAsStream("/parley" + document)) {
      if (in == null) {
        throw new IllegalStateException(document + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
