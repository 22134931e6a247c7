package parley.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.TestClient;
import parley.testkit.TestServer;
import parley.value.Sids;

@ParameterizedClass
@EnumSource(Dialect.class)
class BindingResourceTest {
  @RegisterExtension final TestServer server;
  private Sids sids;
  private String service;
  private String path;

  BindingResourceTest(Dialect dialect) {
    server = TestServer.on(dialect);
  }

  @BeforeEach
  void aServiceWithTwoUsers() {
    sids = new Sids(server.clock());
    service = server.get("/v1/Configuration").text("default_chat_service_sid");
    path = "/v1/Services/" + service + "/Bindings";
    server.chat().user("ada");
    server.chat().user("bob & co");
  }

  private Binding bind(String identity, Binding.Type type, @Nullable String credential) {
    server.clock().advance(Duration.ofSeconds(1));
    var now = server.clock().instant();
    var user = server.get("/v1/Users/" + TestClient.quote(identity)).sid();
    var binding =
        new Binding(
            sids.fresh("BS"),
            service,
            user,
            identity,
            type,
            "endpoint of " + identity,
            credential,
            List.of("removed_from_conversation", "new_message"),
            now,
            now);
    server.database().change(tx -> new BindingStore().put(tx, binding));
    return binding;
  }

  @Test
  void aBindingShowsWhatAClientRegistered() {
    var credential = server.post("/v1/Credentials", "Type", "gcm").sid();
    var binding = bind("ada", Binding.Type.GCM, credential);

    var fetched = server.get(path + "/" + binding.sid()).is(200);

    assertThat(fetched.keys())
        .containsExactly(
            "sid",
            "account_sid",
            "chat_service_sid",
            "date_created",
            "date_updated",
            "endpoint",
            "identity",
            "binding_type",
            "credential_sid",
            "message_types",
            "url");
    assertThat(fetched.text("binding_type")).isEqualTo("gcm");
    assertThat(fetched.text("credential_sid")).isEqualTo(credential);
    assertThat(fetched.at("/message_types").toString())
        .isEqualTo("[\"removed_from_conversation\",\"new_message\"]");
    assertThat(server.get(fetched.text("url")).body()).isEqualTo(fetched.body());
  }

  @Test
  void aListCanHoldSomeTypesAndSomeIdentities() {
    var phone = bind("ada", Binding.Type.APN, null).sid();
    var tab = bind("ada", Binding.Type.TWILSOCK, null).sid();
    var other = bind("bob & co", Binding.Type.APN, null).sid();

    assertThat(server.get(path).column("sid")).containsExactly(phone, tab, other);
    assertThat(server.get(path + "?BindingType=aPn").column("sid")).containsExactly(phone, other);
    assertThat(server.get(path + "?BindingType=twilsock&BindingType=fcm").column("sid"))
        .containsExactly(tab);
    assertThat(server.get(path + "?Identity=bob%20%26%20co").column("sid")).containsExactly(other);
    assertThat(server.get(path + "?Identity=bob%20%26%20co&Identity=ada").rows()).hasSize(3);
    assertThat(server.get(path + "?Identity=ada&BindingType=apn").column("sid"))
        .containsExactly(phone);
    assertThat(server.get(path + "?Identity=nobody").rows()).isEmpty();
    server.get(path + "?BindingType=pigeon").isProblem(400, 20422);
    assertThat(server.get(path + "?BindingType=&Identity=").column("sid"))
        .isEqualTo(server.get(path).column("sid"));
  }

  @Test
  void aFilteredListGoesOnWhereThePageBeforeItEnded() {
    bind("ada", Binding.Type.APN, null);
    bind("bob & co", Binding.Type.APN, null);
    bind("ada", Binding.Type.FCM, null);
    bind("ada", Binding.Type.GCM, null);

    var first = server.get(path + "?Identity=ada&BindingType=apn&BindingType=fcm&PageSize=1");
    var second = server.get(first.at("/meta/next_page_url").stringValue()).is(200);

    assertThat(first.column("binding_type")).containsExactly("apn");
    assertThat(second.column("binding_type")).containsExactly("fcm");
    assertThat(second.next()).isNull();
    assertThat(
            server.get(second.at("/meta/previous_page_url").stringValue()).column("binding_type"))
        .containsExactly("apn");
  }

  @Test
  void aDeletedBindingIsGone() {
    var binding = bind("ada", Binding.Type.APN, null);

    server.delete(path + "/" + binding.sid()).is(204);

    server.get(path + "/" + binding.sid()).isProblem(404, 20404);
    server.delete(path + "/" + binding.sid()).isProblem(404, 20404);
  }

  @Test
  void aBindingGoesWithItsUserAndWithItsCredential() {
    var credential = server.post("/v1/Credentials", "Type", "gcm").sid();
    bind("ada", Binding.Type.GCM, credential);
    bind("bob & co", Binding.Type.GCM, credential);

    server.delete("/v1/Users/ada").is(204);
    assertThat(server.get(path).column("identity")).containsExactly("bob & co");
    server.delete("/v1/Credentials/" + credential).is(204);
    assertThat(server.get(path).rows()).isEmpty();
  }

  @Test
  void nobodyMakesOneOverRest() {
    server.post(path, "Identity", "ada").isProblem(405, 20004);
  }
}
