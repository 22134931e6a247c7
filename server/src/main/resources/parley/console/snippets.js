/**
 * A first program in each language: the names of a user's conversations, from this very server. Some SDKs encode
 * what stands in a path, others take it as it is.
 */
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

public class Inbox {
  public static void main(String[] words) {
    var parley = new HttpHost("${scheme}", "${host}", ${port});
    var http = HttpClientBuilder.create().setRoutePlanner((host, context) -> new HttpRoute(parley));
    var client = new TwilioRestClient.Builder("${account}", System.getenv("AUTH_TOKEN"))
        .httpClient(new NetworkHttpClient(http)).build();
    for (var one : UserConversation.reader("${service}", ${JSON.stringify(identity)}).limit(1000).read(client)) {
      System.out.println(one.getFriendlyName());
    }
  }
}`,

  'Node.js': ({ url, account, service, inPath }) => `const twilio = require("twilio");

const client = twilio("${account}", process.env.AUTH_TOKEN);
client.conversations.baseUrl = "${url}";
client.conversations.v1.services("${service}").users("${inPath}")
  .userConversations.list({ limit: 1000 })
  .then((inbox) => inbox.forEach((one) => console.log(one.friendlyName)));`,

  'JavaScript in a browser': ({ socket }) => `import { Client } from '@twilio/conversations';

// The token is an access token for the identity: one is made below.
const client = new Client(token, { Twilsock: { uri: '${socket}/v3/wsconnect' } });
client.on('initialized', async () => {
  console.log((await client.getSubscribedConversations()).items.length);
});`,

  Python: ({ url, account, service, inPath }) => `import os

from twilio.rest import Client

client = Client("${account}", os.environ["AUTH_TOKEN"])
client.conversations.base_url = "${url}"
user = client.conversations.v1.services("${service}").users("${inPath}")
for one in user.user_conversations.list(limit=1000):
    print(one.friendly_name)`,

  PHP: ({ url, account, service, identity }) => `<?php

require 'vendor/autoload.php';

use Twilio\\Http\\CurlClient;
use Twilio\\Rest\\Client;

$http = new class extends CurlClient {
    public function options(string $method, string $url, ...$rest): array {
        $url = str_replace('https://conversations.twilio.com', '${url}', $url);
        return parent::options($method, $url, ...$rest);
    }
};
$client = new Client('${account}', getenv('AUTH_TOKEN'), null, null, $http);
$user = $client->conversations->v1->services('${service}')->users('${inSingleQuotes(identity)}');
foreach ($user->userConversations->read(1000) as $one) {
    echo $one->friendlyName, "\\n";
}`,

  Ruby: ({ url, account, service, inPath }) => `require "twilio-ruby"

class ParleyClient < Twilio::HTTP::Client
  def request(host, port, method, url, *rest)
    super(host, port, method, url.sub("https://conversations.twilio.com", "${url}"), *rest)
  end
end
client = Twilio::REST::Client.new("${account}", ENV["AUTH_TOKEN"], nil, nil, ParleyClient.new)
user = client.conversations.v1.services("${service}").users("${inPath}")
user.user_conversations.list(limit: 1000).each { |one| puts one.friendly_name }`,

  'C#': ({ url, account, service, inPath }) => `using Twilio.Clients;
using Twilio.Rest.Conversations.V1.Service.User;

var http = new System.Net.Http.HttpClient(new ToParley());
var client = new TwilioRestClient(
    "${account}",
    Environment.GetEnvironmentVariable("AUTH_TOKEN"),
    httpClient: new Twilio.Http.SystemNetHttpClient(http));
foreach (var one in UserConversationResource.Read("${service}", "${inPath}", limit: 1000, client: client))
{
    Console.WriteLine(one.FriendlyName);
}

class ToParley : System.Net.Http.DelegatingHandler
{
    public ToParley() : base(new System.Net.Http.HttpClientHandler()) { }

    protected override Task<System.Net.Http.HttpResponseMessage> SendAsync(
        System.Net.Http.HttpRequestMessage request, CancellationToken token)
    {
        request.RequestUri = new Uri("${url}" + request.RequestUri!.PathAndQuery);
        return base.SendAsync(request, token);
    }
}`,

  Go: ({ scheme, authority, account, service, inPath }) => `package main

import (
	"fmt"
	"net/http"
	"os"

	"github.com/twilio/twilio-go"
	"github.com/twilio/twilio-go/client"
	conversations "github.com/twilio/twilio-go/rest/conversations/v1"
)

type toParley struct{}

func (toParley) RoundTrip(request *http.Request) (*http.Response, error) {
	request = request.Clone(request.Context())
	request.URL.Scheme, request.URL.Host, request.Host = "${scheme}", "${authority}", ""
	return http.DefaultTransport.RoundTrip(request)
}

func main() {
	// This SDK takes a token of letters and digits alone, as those that Parley makes.
	base := &client.Client{
		Credentials: client.NewCredentials("${account}", os.Getenv("AUTH_TOKEN")),
		HTTPClient:  &http.Client{Transport: toParley{}},
	}
	base.SetAccountSid("${account}")
	sdk := twilio.NewRestClientWithParams(twilio.ClientParams{Client: base})
	params := (&conversations.ListServiceUserConversationParams{}).SetLimit(1000)
	inbox, err := sdk.ConversationsV1.ListServiceUserConversation("${service}", "${inPath}", params)
	if err != nil {
		panic(err)
	}
	for _, one := range inbox {
		fmt.Println(*one.FriendlyName)
	}
}`,
};

const inSingleQuotes = (text) => text.replace(/['\\]/g, '\\$&');

/** The snippets, by language, for a server at an address. */
export function snippetsFor({ account, service, identity }) {
  const { protocol, hostname, port, origin, host } = location;
  const facts = {
    url: origin,
    socket: origin.replace(/^http/, 'ws'),
    scheme: protocol.slice(0, -1),
    host: hostname,
    port: port || (protocol === 'https:' ? '443' : '80'),
    authority: host,
    account,
    service,
    inPath: encodeURIComponent(identity),
    identity,
  };
  return Object.entries(languages).map(([name, write]) => ({ name, text: write(facts) }));
}
