package parley.site;

import parley.console.ConsolePage;
import parley.http.Call;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;

/** What a browser is shown that opens a server's address: where it is, and how to go on. */
public final class Pages implements Resource {
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
    // At the place it has in the source, so that what leads to it from other texts does so here.
    routes.inPublic(
        "/README.md", at -> at.get("", call -> HtmlPage.text(call, Sources.text("README.md"))));
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
        <li><a href="/docs/start">Start</a>: the first ten minutes</li>
        <li><a href="/docs/recipes">Recipes</a>: official SDKs in seven languages</li>
        <li><a href="/docs/">All of the documentation</a></li>
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
}
