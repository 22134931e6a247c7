package parley.realtime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.access.Actor;
import parley.access.Operation;
import parley.http.Call;
import parley.http.Field;
import parley.http.JsonValue;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;
import parley.problem.Code;
import parley.push.Binding;
import parley.push.Bindings;

/** Devices by which clients' users take notifications. */
final class PushRegistrationResource implements Resource {
  private static final int BODY_MAX = 64 << 10;
  private static final int ENDPOINT_LENGTH_MAX = 1024;
  private static final int MESSAGE_TYPES_MAX = 50;

  private final Bindings bindings;

  PushRegistrationResource(Bindings bindings) {
    this.bindings = bindings;
  }

  @Override
  public void routes(Routes routes) {
    routes.inRoot(
        "/v1/registrations",
        at -> {
          at.post("", Operation.CONNECT, this::create);
          at.delete("", Operation.CONNECT, this::deleteByEndpoint);
          at.delete("/{Sid}", Operation.CONNECT, this::delete);
        });
  }

  private Reply create(Call call) {
    var me = (Actor.OfUser) call.caller().actor();
    var body = call.json(BODY_MAX);
    var data = body.get("data");
    var sid =
        bindings.register(
            me.serviceSid(),
            me.identity(),
            type(body.get("channel_type")),
            endpoint(data == null ? null : data.get("registration_id")),
            messageTypes(body.get("message_types")),
            call.cause());
    return Reply.created(json -> json.text("id", sid));
  }

  private Reply delete(Call call) {
    var me = (Actor.OfUser) call.caller().actor();
    if (!bindings.remove(me.serviceSid(), me.identity(), call.path("Sid"))) {
      throw call.notFound();
    }
    return Reply.gone();
  }

  private Reply deleteByEndpoint(Call call) {
    var me = (Actor.OfUser) call.caller().actor();
    var body = call.json(BODY_MAX);
    bindings.remove(
        me.serviceSid(),
        me.identity(),
        type(body.get("binding_type")),
        endpoint(body.get("address")));
    return Reply.gone();
  }

  private static Binding.Type type(@Nullable JsonValue value) {
    return Field.of("channel_type", value == null ? "" : value.text())
        .requiredChoice(Binding.Type.class, Code.BAD_PARAMETER, Code.BAD_PARAMETER);
  }

  private static String endpoint(@Nullable JsonValue value) {
    return Field.of("registration_id", value == null ? "" : value.text())
        .max(ENDPOINT_LENGTH_MAX, Code.BAD_PARAMETER)
        .requiredText(Code.BAD_PARAMETER);
  }

  /** As REST names them: without the product's name before. */
  private static List<String> messageTypes(@Nullable JsonValue value) {
    var types = new ArrayList<String>();
    if (value != null) {
      for (var one : value.elements()) {
        var text = one.text();
        types.add(text.substring(text.lastIndexOf('.') + 1).replace(' ', '_'));
      }
    }
    if (types.size() > MESSAGE_TYPES_MAX) {
      throw Code.BAD_PARAMETER.in("message_types", "at most " + MESSAGE_TYPES_MAX);
    }
    return types;
  }
}
