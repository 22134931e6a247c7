package parley.testing;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parley.access.Cause;
import parley.http.JsonValue;
import parley.role.Role;
import parley.role.RoleType;
import parley.service.Service;
import parley.testing.Fixture.OfRole;
import parley.testing.Fixture.OfService;
import parley.testing.MadeNames.InService;

/** The services of a fixture with their roles: made, or found by name. */
final class FixtureServices {
  private final Deeds deeds;
  private final Cause cause;
  private final Instant now;
  private final MadeNames made;
  private final Map<RoleName, String> roles = new HashMap<>();
  private final Set<String> rolesNamed = new HashSet<>();

  /** By what a role is known in a fixture. */
  private record RoleName(String service, RoleType type, String name) {}

  FixtureServices(Deeds deeds, Cause cause, Instant now, MadeNames made) {
    this.deeds = deeds;
    this.cause = cause;
    this.now = now;
    this.made = made;
  }

  /** Makes a service; the default one is there. */
  void make(OfService wish) {
    if (wish.name().equals(Fixture.DEFAULT)) {
      var service = named(null);
      if (wish.friendlyName() != null) {
        deeds.services().rename(service.sid, wish.friendlyName(), cause);
      }
    } else {
      var name = wish.friendlyName() == null ? wish.name() : wish.friendlyName();
      put(wish.name(), deeds.services().add(name, cause).sid());
    }
  }

  private InService put(String name, String sid) {
    var service = new InService(sid);
    made.services.put(name, service);
    for (var role : rolesOf(sid)) {
      name(service, role.type(), role.friendlyName(), role.sid());
    }
    return service;
  }

  private List<Role> rolesOf(String service) {
    return AllPages.of(asked -> deeds.roles().list(service, asked));
  }

  private void name(InService service, RoleType type, String name, String sid) {
    service.roles.put(name, sid);
    roles.put(new RoleName(service.sid, type, name), sid);
  }

  /**
   * The service of a name: of this fixture, else one that is there.
   *
   * @param name null for the default one
   */
  InService named(@Nullable JsonValue name) {
    var text = name == null ? Fixture.DEFAULT : name.text();
    var known = made.services.get(text);
    if (known != null) {
      return known;
    }
    if (name == null || text.equals(Fixture.DEFAULT)) {
      return put(Fixture.DEFAULT, deeds.services().defaultOf(cause.accountSid()));
    }
    return put(text, present(name, text));
  }

  private String present(JsonValue at, String name) {
    var all = AllPages.of(asked -> deeds.services().list(cause.accountSid(), asked));
    var found = all.stream().filter(one -> one.friendlyName().equals(name)).toList();
    if (found.size() == 1) {
      return found.getFirst().sid();
    }
    throw at.refused(
        found.isEmpty()
            ? "names no service" + FixtureEntry.hint(name, names(all))
            : "is the name of several services");
  }

  private Set<String> names(List<Service> present) {
    var names = present.stream().map(Service::friendlyName).collect(Collectors.toSet());
    names.addAll(made.services.keySet());
    names.add(Fixture.DEFAULT);
    return names;
  }

  /** Makes a role, or gives one that is there these permissions. */
  void makeRole(OfRole wish) {
    var service = named(wish.service());
    var present =
        rolesOf(service.sid).stream()
            .filter(role -> role.type() == wish.wish().type())
            .filter(role -> role.friendlyName().equals(wish.wish().friendlyName()))
            .filter(role -> !rolesNamed.contains(role.sid()))
            .findFirst();
    var sid =
        wish.entry()
            .placed(
                () ->
                    present.isPresent()
                        ? edit(present.get(), wish)
                        : deeds.roles().add(service.sid, wish.wish(), cause).sid());
    rolesNamed.add(sid);
    name(service, wish.wish().type(), wish.name(), sid);
  }

  private String edit(Role present, OfRole wish) {
    var permissions = wish.wish().permissions();
    return present.permissions().equals(permissions)
        ? present.sid()
        : deeds
            .roles()
            .edit(present.serviceSid(), present.sid(), permissions, cause)
            .map(Role::sid)
            .orElseThrow();
  }

  /** The SID of a role by its name; null for none. */
  @Nullable String role(InService service, RoleType type, @Nullable JsonValue name) {
    if (name == null) {
      return null;
    }
    var sid = roles.get(new RoleName(service.sid, type, name.text()));
    if (sid == null) {
      throw name.refused(
          "names no role of type %s%s"
              .formatted(type.wire(), FixtureEntry.hint(name.text(), rolesOf(service, type))));
    }
    return sid;
  }

  private List<String> rolesOf(InService service, RoleType type) {
    return roles.keySet().stream()
        .filter(one -> one.service().equals(service.sid) && one.type() == type)
        .map(RoleName::name)
        .sorted()
        .toList();
  }

  /** Sets what the service is set to. */
  void configure(OfService wish) {
    var service = Objects.requireNonNull(made.services.get(wish.name()));
    var creator = role(service, RoleType.CONVERSATION, wish.roles().creator());
    var participant = role(service, RoleType.CONVERSATION, wish.roles().participant());
    var user = role(service, RoleType.SERVICE, wish.roles().user());
    if (creator != null || participant != null || user != null || wish.reachability().given()) {
      var _ =
          deeds
              .services()
              .edit(
                  service.sid,
                  cause,
                  (tx, old) ->
                      set(old, creator, participant, user)
                          .with(
                              it ->
                                  it.reachabilityEnabled(
                                      wish.reachability()
                                          .overRequired(old.reachabilityEnabled()))));
    }
    if (wish.webhook() != null) {
      deeds.configurations().editOfService(service.sid, wish.webhook(), cause);
    }
  }

  private Service set(
      Service old, @Nullable String creator, @Nullable String participant, @Nullable String user) {
    return old.with(
        it ->
            it.defaultConversationCreatorRoleSid(
                    Objects.requireNonNullElse(creator, old.defaultConversationCreatorRoleSid()))
                .defaultConversationRoleSid(
                    Objects.requireNonNullElse(participant, old.defaultConversationRoleSid()))
                .defaultChatServiceRoleSid(
                    Objects.requireNonNullElse(user, old.defaultChatServiceRoleSid()))
                .updatedAt(now));
  }
}
