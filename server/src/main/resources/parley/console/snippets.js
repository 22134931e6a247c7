/** A first program in each language: the list of a user's conversations, from this very server. */
const languages = {
  Shell: ({ url, account, service, inPath }) => `# AUTH_TOKEN holds the auth token
curl -sS -u "${account}:$AUTH_TOKEN" \\
  "${url}/v1/Services/${service}/Users/${inPath}/Conversations"`,

  Java: ({ scheme, host, port, account, service, identity }) => `import com.twilio.http.NetworkHttpClient;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.conversations.v1.service.user.UserConversation;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpHost;

var parley = new HttpHost("${scheme}", "${host}", ${port});
var http = HttpClientBuilder.create().setRoutePlanner((host, context) -> new HttpRoute(parley));
var client = new TwilioRestClient.Builder("${account}", authToken)
    .httpClient(new NetworkHttpClient(http)).build();
var inbox = UserConversation.reader("${service}", "${identity}").limit(1000).read(client);`,

  'Node.js': ({ url, account, service, identity }) => `const client = require("twilio")("${account}", authToken);
client.conversations.baseUrl = "${url}";
client.conversations.v1.services("${service}").users("${identity}")
  .userConversations.list({ limit: 1000 })
  .then((inbox) => console.log(inbox.length));`,

  'JavaScript in a browser': ({ socket }) => `import { Client } from '@twilio/conversations';

// The token is an access token for the identity: one is made below.
const client = new Client(token, { Twilsock: { uri: '${socket}/v3/wsconnect' } });
client.on('initialized', async () => {
  console.log((await client.getSubscribedConversations()).items.length);
});`,

  Python: ({ url, account, service, identity }) => `from twilio.rest import Client

client = Client("${account}", auth_token)
client.conversations.base_url = "${url}"
inbox = client.conversations.v1.services("${service}").users("${identity}").user_conversations.list(limit=1000)`,

  PHP: ({ url, account, service, identity }) => `use Twilio\\Http\\CurlClient;
use Twilio\\Rest\\Client;

$http = new class extends CurlClient {
    public function options(string $method, string $url, ...$rest): array {
        $url = str_replace('https://conversations.twilio.com', '${url}', $url);
        return parent::options($method, $url, ...$rest);
    }
};
$client = new Client('${account}', $authToken, null, null, $http);
$inbox = $client->conversations->v1->services('${service}')->users('${identity}')
    ->userConversations->read(1000);`,

  Ruby: ({ url, account, service, identity }) => `require "twilio-ruby"

class ParleyClient < Twilio::HTTP::Client
  def request(host, port, method, url, *rest)
    super(host, port, method, url.sub("https://conversations.twilio.com", "${url}"), *rest)
  end
end
client = Twilio::REST::Client.new("${account}", auth_token, nil, nil, ParleyClient.new)
inbox = client.conversations.v1.services("${service}").users("${identity}").user_conversations.list(limit: 1000)`,
};

/** The snippets, by language, for a server at an address. */
export function snippetsFor({ account, service, identity }) {
  const { protocol, hostname, port, origin } = location;
  const facts = {
    url: origin,
    socket: origin.replace(/^http/, 'ws'),
    scheme: protocol.slice(0, -1),
    host: hostname,
    port: port || (protocol === 'https:' ? '443' : '80'),
    account,
    service,
    inPath: encodeURIComponent(identity),
    identity: identity.replace(/["'\\$#]/g, '\\$&'),
  };
  return Object.entries(languages).map(([name, write]) => ({ name, text: write(facts) }));
}
