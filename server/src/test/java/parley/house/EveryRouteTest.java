package parley.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import parley.http.Routes.Route;
import parley.testkit.Answer;
import parley.testkit.Furnished;
import parley.testkit.TestClient;
import parley.testkit.TestServer;

/**
 * What holds for every operation, tried on every registered route: who may ask, what is not there,
 * what is not allowed, and how lists and forms refuse what is wrong. None of it ends in a 5xx.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryRouteTest {
  /** Answered without credentials: the URL itself is the proof, or there is nothing to protect. */
  private static final Set<String> OPEN =
      Set.of(
          "GET /",
          "GET /openapi.json",
          "GET /README.md",
          "GET /docs",
          "GET /docs/{Page}",
          "GET /docs/...",
          "GET /docs/site/{File}",
          "GET /docs/pictures/{File}",
          "GET /docs/errors/{Code}",
          "GET /console",
          "GET /console/{File}",
          "GET /console/htm/3.1.1/{File}",
          "POST /console/link",
          "GET /demo",
          "GET /demo/{File}",
          "GET /demo/sdk/3.0.1/{File}",
          "GET /demo/people",
          "POST /demo/tokens",
          "GET /health/live",
          "GET /health/ready",
          "GET /media/{Sid}");

  private static final String NOWHERE = "f".repeat(32);

  private final TestServer server = TestServer.onSqlite();
  private final Map<Boolean, Furnished> families = new HashMap<>();

  @BeforeAll
  void oneServerForAll() {
    server.start();
    families.put(false, Furnished.defaultService(server));
    families.put(true, Furnished.namedService(server));
  }

  @AfterAll
  void close() {
    server.close();
  }

  private Stream<Route> routes() {
    return server.routes().table().stream().filter(route -> !OPEN.contains(name(route)));
  }

  private static String name(Route route) {
    return route.method() + " " + route.template();
  }

  private static Stream<DynamicTest> each(Stream<Route> routes, Consumer<Route> check) {
    return routes.map(route -> DynamicTest.dynamicTest(name(route), () -> check.accept(route)));
  }

  private Furnished family(Route route) {
    return Objects.requireNonNull(
        families.get(route.template().startsWith("/v1/Services/{ChatServiceSid}")));
  }

  private String path(Route route) {
    return family(route).path(route.template());
  }

  private @Nullable GoodForm form(Route route) {
    return GoodForm.of(route.template(), family(route));
  }

  /** What clients alone ask, in JSON. */
  private static boolean isSet(String template) {
    return template.endsWith("/MediaSet");
  }

  /** Asks with a form that is good wherever one is needed. */
  private Answer ask(TestClient client, Route route, String path) {
    var form = form(route);
    if (isSet(route.template())) {
      return client
          .with("Content-Type", "application/json")
          .postRaw(path, "{\"command\":\"get\",\"list\":[]}");
    }
    return switch (route.method()) {
      case "POST" -> client.post(path, form == null ? new String[0] : form.good());
      case "DELETE" -> client.delete(path);
      default -> client.get(path);
    };
  }

  /** What every user of a service may do, whatever his roles. */
  private static final Set<String> FOR_EVERY_USER =
      Set.of(
          "GET /Users",
          "GET /Users/{Sid}",
          "GET /Roles",
          "GET /Roles/{Sid}",
          "POST /Media",
          "POST /MediaSet");

  @TestFactory
  Stream<DynamicTest> aUserWithoutPermissionsIsRefusedEverywhereElse() {
    return each(
        routes(),
        route -> {
          var client = client(route, "nobody");
          var answer = ask(client, route, path(route));
          if (isForEveryUser(route)) {
            assertThat(answer.status()).isBetween(200, 299);
          } else {
            answer.isProblem(403, 50107);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> aUserOfAnotherServiceIsRefusedEverywhere() {
    return each(
        routes(),
        route -> {
          var other =
              server.as(
                  "nobody",
                  Objects.requireNonNull(
                          families.get(
                              !route.template().startsWith("/v1/Services/{ChatServiceSid}")))
                      .sid("Services"));
          ask(other, route, path(route)).isProblem(403, 50107);
        });
  }

  /** A user of the service that the route is about, whose role allows nothing that matters. */
  private TestClient client(Route route, String identity) {
    var family = family(route);
    var client = server.as(identity, family.sid("Services"));
    client.get(family.root() + "/Users/" + identity).is(200);
    var role =
        server
            .post(
                family.root() + "/Roles",
                "FriendlyName",
                "nothing",
                "Type",
                "service",
                "Permission",
                "editOwnMessage")
            .is(201)
            .sid();
    server.post(family.root() + "/Users/" + identity, "RoleSid", role).is(200);
    return client;
  }

  private static boolean isForEveryUser(Route route) {
    return route.template().startsWith("/v1/")
        && FOR_EVERY_USER.contains(
            name(route).replaceFirst("/v1(/Services/[{]ChatServiceSid[}](?=/))?", ""));
  }

  @Test
  void theOpenRoutesAreTheseAndNoOthers() {
    var open = server.routes().table().stream().filter(Route::open).map(EveryRouteTest::name);
    assertThat(open.collect(Collectors.toSet())).isEqualTo(OPEN);
  }

  @TestFactory
  Stream<DynamicTest> nobodyIsServedWithoutCredentials() {
    return each(
        routes(), route -> ask(server.anonymous(), route, path(route)).isProblem(401, 20003));
  }

  @TestFactory
  Stream<DynamicTest> nobodyIsServedWithWrongCredentials() {
    return each(
        routes(),
        route -> {
          var nobody = server.anonymous();
          for (var wrong :
              List.of(
                  nobody.as(TestServer.ACCOUNT, "a guess"),
                  nobody.as(TestServer.ACCOUNT, ""),
                  nobody.as("AC" + NOWHERE, TestServer.TOKEN),
                  nobody.as("SK" + NOWHERE, TestServer.TOKEN),
                  nobody.with("Authorization", "Basic !!!"))) {
            ask(wrong, route, path(route)).isProblem(401, 20003);
          }
          var token = nobody.with("Authorization", "Bearer " + TestServer.TOKEN);
          ask(token, route, path(route)).isProblem(401, 20101);
        });
  }

  @TestFactory
  Stream<DynamicTest> whatAPathNamesMustBeThere() {
    return each(
        routes().filter(route -> !variables(route).isEmpty()),
        route -> {
          for (var place : variables(route)) {
            var known = family(route).path(route.template()).split("/", -1)[place];
            var unknown = Map.of(place, known.substring(0, 2) + NOWHERE);
            ask(
                    server.client(),
                    route,
                    family(route).path(route.template(), unknown) + query(route))
                .isProblem(404, isParent(route, place) ? 50350 : 20404);
          }
        });
  }

  /** Only what is created directly in a conversation says that the conversation is missing. */
  private static boolean isParent(Route route, int place) {
    var segments = route.template().split("/", -1);
    return route.method().equals("POST")
        && segments[place - 1].equals("Conversations")
        && place == segments.length - 2;
  }

  private static List<Integer> variables(Route route) {
    var segments = route.template().split("/", -1);
    var places = new ArrayList<Integer>();
    for (var i = 0; i < segments.length; i++) {
      if (segments[i].startsWith("{")) {
        places.add(i);
      }
    }
    return places;
  }

  @TestFactory
  Stream<DynamicTest> noTextInAPathBreaksAnything() {
    var texts =
        List.of(
            "%00",
            "%ff",
            "%C3%28",
            "%2e%2e%2f",
            "%20",
            "'",
            "%22",
            "%0a",
            "%F0%9F%90%98",
            "*",
            "null",
            "-1",
            "US",
            "a".repeat(3000));
    return each(
        routes().filter(route -> !variables(route).isEmpty()),
        route -> {
          for (var place : variables(route)) {
            for (var text : texts) {
              var path = family(route).path(route.template(), Map.of(place, text)) + query(route);
              var answer = ask(server.client(), route, path);
              assertThat(answer.status()).as("%s: %s", path, answer.body()).isBetween(400, 499);
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> aPathTellsWhichVerbsItTakes() {
    var verbs = new HashMap<String, Set<String>>();
    server
        .routes()
        .table()
        .forEach(
            route ->
                verbs
                    .computeIfAbsent(route.template(), template -> new TreeSet<>())
                    .add(route.method()));
    return each(
        routes(),
        route -> {
          var allowed = verbs.getOrDefault(route.template(), Set.of());
          for (var verb : List.of("GET", "POST", "DELETE", "PUT", "PATCH", "TRACE", "WIPE")) {
            if (!allowed.contains(verb)) {
              var answer = server.client().send(verb, path(route), null).isProblem(405, 20004);
              assertThat(answer.text("message"))
                  .isEqualTo("Method not allowed: this path takes " + String.join(", ", allowed));
              assertThat(answer.requiredHeader("Allow").split(", ")).containsAll(allowed);
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> headAndASlashAtTheEndChangeNoAnswer() {
    return each(
        routes().filter(route -> route.method().equals("GET")),
        route -> {
          var got = server.get(path(route) + query(route));
          var head = server.client().send("HEAD", path(route) + query(route), null);
          assertThat(head.status()).isEqualTo(got.status());
          if (!route.template().equals("/metrics")) { // what it tells changes all the time
            assertThat(head.header("Content-Length")).isEqualTo(got.header("Content-Length"));
          }
          var slash = server.get(path(route) + "/" + query(route));
          assertThat(slash.status()).isEqualTo(got.status());
        });
  }

  @TestFactory
  Stream<DynamicTest> everyListBoundsItsPages() {
    return each(
        lists(),
        route -> {
          for (var size : List.of("0", "-1", "x", "1.5", "99999999999999999999")) {
            var answer = server.get(listPath(route) + "PageSize=" + size).isProblem(400, 20422);
            assertThat(answer.text("message")).contains("PageSize");
          }
          for (var page : List.of("-1", "x")) {
            server.get(listPath(route) + "Page=" + page).isProblem(400, 20422);
          }
          var most = route.template().endsWith("/Webhooks") ? 5 : 1000;
          var clamped = server.get(listPath(route) + "PageSize=5000").is(200);
          assertThat(clamped.at("/meta/page_size").asInt()).isEqualTo(most);
          assertThat(clamped.at("/meta/url").asString()).contains("PageSize=" + most);
        });
  }

  @TestFactory
  Stream<DynamicTest> everyListTakesItsOwnPageTokensAlone() {
    var defaultRoot = Objects.requireNonNull(families.get(false)).root();
    var rootOfRoles = defaultRoot + "/Roles";
    var rootOfUsers = defaultRoot + "/Users";
    server.post(rootOfUsers, "Identity", "somebody else").is(201);
    var ofRoles = token(server.get(rootOfRoles + "?PageSize=1"));
    var ofUsers = token(server.get(rootOfUsers + "?PageSize=1"));
    return each(
        lists(),
        route -> {
          var foreign = route.template().endsWith("/Roles") ? ofUsers : ofRoles;
          for (var token : List.of(foreign, "x", "PT", "PTAAAA", "PT!!!", "PT0")) {
            var query = listPath(route) + "PageToken=" + token;
            server.get(query).isProblem(400, 21481);
          }
        });
  }

  private static String token(Answer page) {
    var next = page.is(200).next();
    return Objects.requireNonNull(next).replaceFirst(".*PageToken=", "");
  }

  private Stream<Route> lists() {
    return routes().filter(route -> isList(route.template()) && route.method().equals("GET"));
  }

  private static boolean isList(String template) {
    return !template.endsWith("}")
        && !template.equals("/metrics")
        && !template.equals("/console/session")
        && !template.equals("/parley/v1/Load")
        && !template.equals("/parley/v1/Server")
        && !template.equals("/parley/v1/Requests")
        && !template.endsWith("/Content")
        && !template.endsWith("/Configuration")
        && !template.endsWith("/Configuration/Webhooks")
        && !template.endsWith("/Configuration/Notifications");
  }

  /** Up to where a parameter can follow. */
  private String listPath(Route route) {
    var query = query(route);
    return path(route) + (query.isEmpty() ? "?" : query + "&");
  }

  /** What a list cannot be asked for without. */
  private static String query(Route route) {
    return route.template().endsWith("/ParticipantConversations")
        ? "?Identity=" + TestClient.quote(Furnished.IDENTITY)
        : "";
  }

  @TestFactory
  Stream<DynamicTest> whatIsRequiredIsMissed() {
    return each(
        creations(),
        route -> {
          var creation =
              Objects.requireNonNull(form(route), "GoodForm has none for " + name(route));
          for (var required : creation.codes().entrySet()) {
            var without = creation.without(required.getKey());
            server.post(path(route), without).isProblem(400, required.getValue());
            var empty = creation.withEmpty(required.getKey());
            server.post(path(route), empty).is(400);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> aFormWithAllThatIsRequiredIsTaken() {
    return each(
        posts(template -> !template.endsWith("/Media")),
        route -> {
          var answer = ask(server.client(), route, path(route));
          assertThat(answer.status()).as(answer.body()).isIn(200, 201, 202);
        });
  }

  private Stream<Route> creations() {
    return posts(
        template ->
            !GoodForm.isUpdate(template) && !template.endsWith("/Media") && !isSet(template));
  }

  @TestFactory
  Stream<DynamicTest> anUpdateOfNothingIsRefused() {
    return each(
        posts(GoodForm::isUpdate),
        route -> {
          server.post(path(route)).isProblem(400, 20161);
          server.post(path(route), "Nonsense", "1").isProblem(400, 20161);
        });
  }

  /** Of what is not there nothing else is told. */
  @TestFactory
  Stream<DynamicTest> anUpdateOfNothingOfWhatIsNotThereIsNotFound() {
    return each(
        posts(GoodForm::isUpdate).filter(route -> !variables(route).isEmpty()),
        route -> {
          for (var place : variables(route)) {
            var known = family(route).path(route.template()).split("/", -1)[place];
            var unknown = Map.of(place, known.substring(0, 2) + NOWHERE);
            server.post(family(route).path(route.template(), unknown)).isProblem(404, 20404);
          }
        });
  }

  private Stream<Route> posts(Predicate<String> templates) {
    return routes()
        .filter(route -> route.method().equals("POST") && templates.test(route.template()));
  }
}
