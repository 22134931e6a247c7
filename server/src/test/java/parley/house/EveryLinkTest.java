package parley.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.Furnished;
import parley.testkit.TestServer;
import tools.jackson.databind.JsonNode;

/**
 * Every URL in an answer leads somewhere, and stays in the family of paths by which the caller
 * came. Links are followed from link to link until there is no new one.
 */
class EveryLinkTest {
  @RegisterExtension final TestServer server = TestServer.onSqlite();

  /** What can only be created there, and not read; by method it is there. */
  private static final String ONLY_CREATES = ".*/ConversationWithParticipants";

  @Test
  void everyLinkOfTheShortPathsLeadsOn() {
    var family = Furnished.defaultService(server);
    follow(family, "/v1/(?!Services/[^/]+/).*");
  }

  @Test
  void everyLinkOfTheLongPathsLeadsOn() {
    var family = Furnished.namedService(server);
    follow(family, family.root() + "(/.*)?");
  }

  /** Follows from every GET route of the family. */
  private void follow(Furnished family, String within) {
    var named = !family.root().equals("/v1");
    var open = new ArrayDeque<String>();
    server.routes().table().stream()
        .filter(route -> route.method().equals("GET") && !route.open())
        .filter(route -> route.namesService() == named)
        .forEach(route -> open.add(start(family, route.template())));
    assertThat(open).hasSizeGreaterThan(15);
    walk(open, within);
  }

  private static String start(Furnished family, String template) {
    var identity = template.endsWith("/ParticipantConversations") ? "?Address=%2B14155550101" : "";
    return family.path(template) + identity;
  }

  private void walk(Deque<String> open, String within) {
    var seen = new HashSet<>(open);
    var foreign = new TreeMap<String, String>();
    while (!open.isEmpty()) {
      var path = open.remove();
      var answer = server.get(path).is(200);
      if (!answer.requiredHeader("Content-Type").startsWith("application/json")) {
        continue;
      }
      for (var url : urls(answer.json())) {
        var target = url.replaceFirst("^https?://[^/]*", "");
        if (target.startsWith("/v1/")
            && !leavesRightly(path, target)
            && !isWithin(target, within)) {
          foreign.put(target, path);
        }
        if (plain(target).matches(ONLY_CREATES)) {
          server.get(target).isProblem(405, 20004);
        } else if (target.endsWith("/ParticipantConversations")) {
          server.get(target).isProblem(400, 20422); // it has to be asked for somebody
        } else if (seen.add(target)) {
          open.add(target);
        }
      }
    }
    assertThat(foreign).as("links that leave their family, and where they stand").isEmpty();
  }

  private static boolean isWithin(String target, String within) {
    return plain(target).matches(within);
  }

  private static String plain(String target) {
    return target.replaceFirst("[?].*", "");
  }

  /** A service, seen from outside, leads into its long paths, and so does the account's choice. */
  private static boolean leavesRightly(String path, String target) {
    return path.matches("/v1/(Services|Configuration)([/?].*)?")
        && target.startsWith("/v1/Services/");
  }

  /** All texts in an answer that are URLs of ours under the names that bear links. */
  private static Set<String> urls(JsonNode json) {
    var urls = new HashSet<String>();
    for (var property : json.properties()) {
      var value = property.getValue();
      if (value.isString() && value.stringValue().startsWith("http://127.0.0.1")) {
        urls.add(value.stringValue());
      }
      urls.addAll(urls(value));
    }
    if (json.isArray()) {
      json.forEach(element -> urls.addAll(urls(element)));
    }
    return urls;
  }
}
