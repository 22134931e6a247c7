package parley.house;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import parley.app.Wiring;
import parley.outbound.Fetched;
import parley.outbound.OutboundAnswer;
import parley.storage.Tx;

/** The rooms stand on each other in one order, and keep to themselves what is theirs. */
class FloorsTest {
  /** A room uses the rooms before it, never those behind it. */
  private static final List<String> ROOMS_FROM_THE_GROUND =
      List.of(
          "value",
          "storage",
          "due",
          "problem",
          "access",
          "event",
          "http",
          "outbound",
          "proxy",
          "delivery",
          "service",
          "role",
          "configuration",
          "user",
          "conversation",
          "participant",
          "media",
          "message",
          "receipt",
          "inbox",
          "membership",
          "push",
          "webhook",
          "address",
          "inbound",
          "key",
          "permission",
          "testing",
          "realtime",
          "operations",
          "console",
          "site",
          "app");

  /** Words of a room that other rooms' answers repeat. */
  private static final Set<String> SHARED_WORDING = Set.of("ConversationJson", "ParticipantJson");

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .importUrl(Wiring.class.getProtectionDomain().getCodeSource().getLocation());

  @Test
  void everyClassIsInARoomThatIsOnTheList() {
    assertThat(HOUSE).hasSizeGreaterThan(100).allMatch(one -> floor(one) >= 0);
  }

  @Test
  void aRoomUsesOnlyTheRoomsBelowIt() {
    classes()
        .should(useNothing("of a room above", (from, to) -> floor(to) > floor(from)))
        .check(HOUSE);
  }

  @Test
  void noTypeBearsTheNameOfAnother() {
    var seen = new HashSet<String>();
    var twice =
        HOUSE.stream()
            .filter(one -> one.isTopLevelClass() && !one.getSimpleName().equals("package-info"))
            .map(JavaClass::getSimpleName)
            .filter(name -> !seen.add(name));
    assertThat(twice).as("types of one name in two rooms").isEmpty();
    var inner =
        HOUSE.stream()
            .filter(one -> one.isMemberClass() && seen.contains(one.getSimpleName()))
            .map(JavaClass::getName);
    assertThat(inner).as("inner types with the name of a type").isEmpty();
  }

  @Test
  void storesAndWordingAreUsedInTheirOwnRoomAlone() {
    classes()
        .should(
            useNothing(
                "that is a store or the wording of another room",
                (from, to) -> isPrivateMatter(to) && floor(to) != floor(from)))
        .check(HOUSE);
  }

  @Test
  void onlyStorageSpeaksToTheDatabase() {
    noClasses()
        .that()
        .resideOutsideOfPackage("parley.storage..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.zaxxer..", "org.sqlite..", "org.postgresql..")
        .check(HOUSE);
    classes()
        .should(
            useNothing(
                "of java.sql but what a row's reader may throw",
                (from, to) ->
                    to.getPackageName().startsWith("java.sql")
                        && !from.getPackageName().equals("parley.storage")
                        && !to.isEquivalentTo(SQLException.class)))
        .check(HOUSE);
  }

  @Test
  void onlyHttpProxyAndOutboundKnowTheEngineBehindThem() {
    noClasses()
        .that()
        .resideOutsideOfPackages("parley.http..", "parley.proxy..", "parley.outbound..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.eclipse.jetty..")
        .check(HOUSE);
  }

  @Test
  void onlyOperationsKnowsTheLibraryOfMetrics() {
    noClasses()
        .that()
        .resideOutsideOfPackage("parley.operations..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.micrometer..", "io.prometheus..")
        .check(HOUSE);
  }

  /** So no call can be made while one is open, but by whoever hands them work within one. */
  @Test
  void whoCallsOutKnowsNoTransaction() {
    var callers = Set.of("Sender", "PreHooks", "MediaFetcher", "TargetFaults");
    classes()
        .should(
            useNothing(
                "that calls out",
                (from, to) ->
                    (to.isEquivalentTo(OutboundAnswer.class) || to.isEquivalentTo(Fetched.class))
                        && floor(from) != floor(to)
                        && !callers.contains(from.getSimpleName())))
        .check(HOUSE);
    classes()
        .should(
            useNothing(
                "of a transaction, for it calls out",
                (from, to) ->
                    to.isEquivalentTo(Tx.class) && callers.contains(from.getSimpleName())))
        .check(HOUSE);
  }

  private static int floor(JavaClass one) {
    var names = one.getPackageName().split("\\.", -1);
    return names.length < 2 ? -1 : ROOMS_FROM_THE_GROUND.indexOf(names[1]);
  }

  private static boolean isPrivateMatter(JavaClass one) {
    if (!one.getPackageName().startsWith("parley.") || one.getPackageName().equals("parley.http")) {
      return false;
    }
    var outermost = one;
    while (outermost.getEnclosingClass().isPresent()) {
      outermost = outermost.getEnclosingClass().get();
    }
    var name = outermost.getSimpleName();
    return (name.endsWith("Store") || name.endsWith("Json")) && !SHARED_WORDING.contains(name);
  }

  private static ArchCondition<JavaClass> useNothing(
      String what, BiPredicate<JavaClass, JavaClass> forbidden) {
    return new ArchCondition<>("use nothing " + what) {
      @Override
      public void check(JavaClass user, ConditionEvents events) {
        for (Dependency one : user.getDirectDependenciesFromSelf()) {
          if (forbidden.test(user, one.getTargetClass())) {
            events.add(violated(user, one.getDescription()));
          }
        }
      }
    };
  }
}
