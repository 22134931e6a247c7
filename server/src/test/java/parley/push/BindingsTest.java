package parley.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.access.Cause;
import parley.storage.Dialect;
import parley.testkit.TestServer;

/** Devices as clients register them. */
@ParameterizedClass
@EnumSource(Dialect.class)
class BindingsTest {
  private static final int AT_ONCE = 8;

  @RegisterExtension final TestServer server;

  BindingsTest(Dialect dialect) {
    server = TestServer.on(dialect);
  }

  @Test
  void aDeviceThatIsRegisteredByManyAtOnceIsBoundOnceAndNobodyIsRefused() throws Exception {
    server.post("/v1/Users", "Identity", "ann").is(201);
    var service = server.get("/v1/Configuration").text("default_chat_service_sid");
    var wiring = server.wiring();
    var bindings = wiring.subjects.bindings;
    var cause = Cause.byAccount(TestServer.ACCOUNT, false);
    var answers = new ArrayList<Future<String>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < AT_ONCE; i++) {
        answers.add(
            threads.submit(
                () ->
                    bindings.register(
                        service,
                        "ann",
                        Binding.Type.FCM,
                        "a device",
                        List.of("new_message"),
                        cause)));
      }
    }
    var sids = new ArrayList<String>();
    for (var answer : answers) {
      sids.add(answer.get());
    }
    var bound = server.get("/v1/Services/" + service + "/Bindings").column("sid");
    assertThat(bound).hasSize(1);
    assertThat(sids).containsAll(bound);
  }
}
