package parley.role;

import parley.event.Event;
import parley.event.Outlet;
import parley.problem.Code;
import parley.service.ServiceAdded;
import parley.storage.Tx;
import parley.value.Sids;

/** What can be done with roles. A new service hears of itself here and gets its default roles. */
public final class Roles implements Outlet {
  private final RoleStore store = new RoleStore();
  private final Sids sids;

  public Roles(Sids sids) {
    this.sids = sids;
  }

  @Override
  public void hear(Tx tx, Event event) {
    if (event instanceof ServiceAdded added) {
      DefaultRoles.of(added.service(), sids).forEach(role -> store.insert(tx, role));
    }
  }

  /** Checks that a role may be given: it is of this service and of this type. */
  public void require(Tx tx, String service, String sid, RoleType type) {
    var role =
        store
            .find(tx, service, sid)
            .orElseThrow(() -> Code.ROLE_NOT_FOUND.in("RoleSid", "names no role of this service"));
    if (role.type() != type) {
      throw Code.ROLE_TYPE_WRONG.in("RoleSid", "must name a role of type " + type.wire());
    }
  }
}
