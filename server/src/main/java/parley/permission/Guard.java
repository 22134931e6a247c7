package parley.permission;

import java.util.HashSet;
import java.util.Set;
import parley.access.Actor;
import parley.access.Operation;
import parley.access.Permit;
import parley.http.Call;
import parley.http.Filter;
import parley.http.Reply;
import parley.http.Routes;
import parley.problem.Code;
import parley.problem.Problem;
import parley.service.Services;
import parley.storage.Database;
import parley.user.Users;

/**
 * Stands between the door of REST and every deed. The account passes; a user passes where his
 * access token and his roles allow it, and of what he sends only that has an effect which the
 * operation lets users send.
 */
public final class Guard implements Filter {
  private final Services services;
  private final Permissions permissions;
  private final Newcomers newcomers;

  public Guard(Database database, Services services, Users users, Permissions permissions) {
    this.services = services;
    this.permissions = permissions;
    this.newcomers = new Newcomers(database, services, users);
  }

  @Override
  public Reply pass(Call call, Routes.Handler next) {
    if (!call.route().open() && call.caller().actor() instanceof Actor.OfUser user) {
      newcomers.require(call.caller(), user);
      admit(call, user);
    }
    return next.handle(call);
  }

  private void admit(Call call, Actor.OfUser user) {
    var operation = call.route().operation();
    if (operation == null) {
      throw Code.NOT_PERMITTED.because("this is for the account's credentials alone");
    }
    requireService(call, user);
    var action = action(call, user, operation);
    try {
      call.admit(permissions.ask(action).orElseGet(() -> permitOfNewcomer(call, action)));
    } catch (Problem problem) {
      throw problem.code() == Code.NOT_FOUND ? call.notFound() : problem;
    }
    if (takesForm(call)) {
      call.leaveOnly(Permissions.fieldsOf(operation));
    }
  }

  private Permit permitOfNewcomer(Call call, Action action) {
    newcomers.add(call.caller(), action.user());
    return permissions
        .ask(action)
        .orElseThrow(() -> Code.NOT_PERMITTED.because("the user is gone"));
  }

  /** Looked at before whether the service is there: a user learns nothing of the others. */
  private void requireService(Call call, Actor.OfUser user) {
    var isMeant =
        call.namesService()
            ? call.path("ChatServiceSid").equals(user.serviceSid())
            : call.isOfOwnService() || services.isDefault(call.accountSid(), user.serviceSid());
    if (!isMeant) {
      throw Code.NOT_PERMITTED.because("the access token is for the service " + user.serviceSid());
    }
  }

  private static Action action(Call call, Actor.OfUser user, Operation operation) {
    var names = RestNames.of(call, operation);
    return new Action(user, operation, names.conversation(), names.thing(), fields(call, user));
  }

  /** To be named as the author of what one writes is no claim. */
  private static Set<String> fields(Call call, Actor.OfUser user) {
    if (!takesForm(call)) {
      return Set.of();
    }
    var form = call.form();
    var fields = new HashSet<>(form.names());
    if (user.identity().equals(form.field("Author").textOr(""))) {
      fields.remove("Author");
    }
    return fields;
  }

  private static boolean takesForm(Call call) {
    var operation = call.route().operation();
    return call.route().method().equals("POST")
        && operation != Operation.ADD_MEDIUM
        && operation != Operation.CONNECT; // files, and JSON
  }
}
