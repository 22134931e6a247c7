package parley.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import parley.http.Call;
import parley.http.Reply;
import parley.http.Routes;
import parley.testkit.Answer;
import parley.testkit.Description;
import parley.testkit.Furnished;
import parley.testkit.OpenApi;
import parley.testkit.OpenApi.Operation;
import parley.testkit.TestServer;

/**
 * What Parley adds to the API stands in docs/openapi.json, all of it and nothing else. That answers
 * are as they are described there is seen by every test (see {@link OpenApi}).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {
  /** Pages, their files and what they ask for themselves: no program is to call them. */
  private static final Pattern PAGES =
      Pattern.compile("/|/README.*|/openapi.*|/(docs|demo|console)\\b.*");

  private static final String TEST = "/parley/v1/Test/";

  private final Map<String, Set<String>> query = new HashMap<>();
  private final Map<String, Set<String>> form = new HashMap<>();
  private final TestServer server = TestServer.onSqlite().withTestControls().withFilter(this::note);

  @BeforeAll
  void everyOperationIsAsked() {
    server.start();
    var families = List.of(Furnished.defaultService(server), Furnished.namedService(server));
    OpenApi.operations().stream()
        .sorted(Comparator.comparingInt(OpenApiTest::turn))
        .forEach(operation -> ask(operation, families.get(isOfService(operation) ? 1 : 0)));
  }

  @AfterAll
  void close() {
    server.close();
  }

  /**
   * What is made before it is fetched, and fetched before it is deleted; at last all is emptied.
   */
  private static int turn(Operation operation) {
    return operation.template().endsWith("/Reset")
        ? 3
        : List.of("POST", "GET", "DELETE").indexOf(operation.method());
  }

  private static boolean isOfService(Operation operation) {
    return operation.template().startsWith("/v1/Services/{ChatServiceSid}");
  }

  /** Keeps which parameters were read. */
  private Reply note(Call call, Routes.Handler next) {
    try {
      return next.handle(call);
    } finally {
      var name = call.route().method() + " " + call.route().template();
      query.computeIfAbsent(name, one -> new TreeSet<>()).addAll(call.query().asked());
      if (name.startsWith("POST") && !name.matches(".*/(Media|MediaSet|Fixtures|Sink/.Name.)")) {
        form.computeIfAbsent(name, one -> new TreeSet<>()).addAll(call.form().asked());
      }
    }
  }

  private Answer ask(Operation operation, Furnished family) {
    var path = path(operation, family);
    if (operation.method().equals("POST")) {
      return operation.form().isPresent()
          ? server.post(path, form(operation, family))
          : server.client().with("Content-Type", "application/json").postRaw(path, "{\"list\":[]}");
    }
    return server.client().send(operation.method(), path, null);
  }

  private String path(Operation operation, Furnished family) {
    if (operation.template().startsWith(TEST)) {
      return operation.template().replaceFirst("[{]Name}", "one").replaceFirst("[{]Sid}", fault());
    }
    return operation.template().equals("/media/{Sid}")
        ? "/media/" + family.sid("Media")
        : family.path(operation.template());
  }

  private String fault() {
    return server.get(TEST + "Faults").is(200).at("/faults/0/sid").asString("none");
  }

  private static String[] form(Operation operation, Furnished family) {
    return switch (operation.template().replace(TEST, "")) {
      case "Clock" -> new String[] {"Advance", "PT0S"};
      case "Snapshots" -> new String[] {"Name", "one"};
      case "Faults" -> new String[] {"Route", "/v1/Credentials", "Times", "1"};
      case "Sink/{Name}/Answer" -> new String[] {"Status", "200"};
      default ->
          Objects.requireNonNull(
                  GoodForm.of(operation.template(), family), "GoodForm has none for " + operation)
              .good();
    };
  }

  @Test
  void allThatIsAddedIsDescribedAndNothingElse() {
    var known = Description.operations().stream().map(OpenApiTest::plain).toList();
    var added =
        server.routes().table().stream()
            .filter(route -> !PAGES.matcher(route.template()).matches())
            .map(route -> plain(route.method() + " " + route.template()))
            .filter(route -> !known.contains(route))
            .collect(Collectors.toCollection(TreeSet::new));
    var described = described();
    described.removeAll(known); // what has parameters of ours alone
    assertThat(described).as("operations of docs/openapi.json").isEqualTo(added);
  }

  private static Set<String> described() {
    return OpenApi.operations().stream()
        .map(operation -> plain(operation.toString()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Without the names of variables, which are ours to choose. */
  private static String plain(String operation) {
    return operation.replaceAll("\\{[^}]*}", "{}");
  }

  @TestFactory
  Stream<DynamicTest> aPathHasTheVariablesThatAreDescribed() {
    return each(
        operation -> {
          var variables =
              Arrays.stream(operation.template().split("/", -1))
                  .filter(segment -> segment.startsWith("{"))
                  .map(segment -> segment.substring(1, segment.length() - 1));
          assertThat(operation.parameters("path")).containsExactlyElementsOf(variables.toList());
        });
  }

  @TestFactory
  Stream<DynamicTest> everyParameterThatIsReadIsDescribedAndNoOther() {
    return each(
        operation -> {
          assertThat(query.get(operation.toString()))
              .as("behind the question mark, in docs/openapi.json")
              .containsExactlyInAnyOrderElementsOf(operation.parameters("query"));
          assertThat(form.getOrDefault(operation.toString(), Set.of()))
              .as("in the form, in docs/openapi.json")
              .containsExactlyInAnyOrderElementsOf(
                  operation.form().map(one -> List.copyOf(one.propertyNames())).orElse(List.of()));
        });
  }

  @TestFactory
  Stream<DynamicTest> whoMayAskIsDescribed() {
    return each(
        operation -> {
          var route =
              server.routes().table().stream()
                  .filter(
                      one ->
                          plain(one.method() + " " + one.template()).equals(plain("" + operation)))
                  .findFirst()
                  .orElseThrow();
          var security = operation.node().path("security");
          assertThat(security.isArray() && security.isEmpty()).isEqualTo(route.open());
          assertThat(security.toString().contains("accessToken"))
              .isEqualTo(route.operation() != null);
        });
  }

  @Test
  void itIsServed() {
    var answer = server.anonymous().get("/openapi.json").is(200);
    assertThat(answer.header("Content-Type")).startsWith("application/json");
    assertThat(answer.json()).isEqualTo(OpenApi.document());
  }

  @Test
  void everyOperationHasANameOfItsOwn() {
    assertThat(
            OpenApi.operations().stream().map(one -> one.node().get("operationId").stringValue()))
        .doesNotHaveDuplicates();
  }

  private static Stream<DynamicTest> each(Consumer<Operation> check) {
    return OpenApi.operations().stream()
        .map(one -> DynamicTest.dynamicTest(one.toString(), () -> check.accept(one)));
  }
}
