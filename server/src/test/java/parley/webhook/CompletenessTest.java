package parley.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import parley.app.Wiring;
import parley.event.Event;
import parley.event.Intent;

/** No compiler says who forgets a new event or intent: neither interface is sealed. */
class CompletenessTest {
  /** Of these the original tells nobody (docs/behaviour.md 4.6). */
  private static final Set<String> UNTOLD =
      Set.of(
          "TimersBroughtForward",
          "ReachabilityChanged",
          "UserLeaving",
          "UserRemoved",
          "RoleAdded",
          "RoleChanged",
          "RoleRemoved",
          "ServiceAdded",
          "ServiceChanged",
          "ServiceRemoved");

  private static Stream<JavaClass> all(Class<?> kind) {
    return new ClassFileImporter()
        .importUrl(Wiring.class.getProtectionDomain().getCodeSource().getLocation()).stream()
            .filter(one -> one.isAssignableTo(kind) && !one.isInterface());
  }

  @Test
  void everyEventIsToldOrKnownToBeOfNoConcern() {
    var told =
        AnnouncementsTest.everything().stream()
            .map(event -> event.getClass().getSimpleName())
            .collect(Collectors.toSet());
    assertThat(all(Event.class).map(JavaClass::getSimpleName))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(told.stream(), UNTOLD.stream()).toList());
  }

  @Test
  void everyIntentHasAnEvent() {
    assertThat(all(Intent.class))
        .hasSize(10)
        .allSatisfy(
            intent ->
                assertThatCode(() -> PreEvents.of(intent.reflect())).doesNotThrowAnyException());
  }
}
