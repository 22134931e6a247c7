package parley.permission;

import parley.access.Actor;
import parley.access.Caller;
import parley.access.Cause;
import parley.access.Permit;
import parley.http.Field;
import parley.problem.Code;
import parley.problem.Problem;
import parley.service.Services;
import parley.storage.Database;
import parley.user.NewUser;
import parley.user.Users;

/** Whoever comes with a good access token is a user from then on (docs/behaviour.md 5.1). */
final class Newcomers {
  private final Database database;
  private final Services services;
  private final Users users;

  Newcomers(Database database, Services services, Users users) {
    this.database = database;
    this.services = services;
    this.users = users;
  }

  /**
   * Sees that a token means somebody who can be a user here.
   *
   * @throws Problem 20106 when it is for a service that is not there, or names who cannot be: an
   *     identity could else be the SID of another user
   */
  void require(Caller caller, Actor.OfUser user) {
    if (!services.exists(caller.accountSid(), user.serviceSid())) {
      throw Code.TOKEN_GRANTS_INVALID.because("there is no service " + user.serviceSid());
    }
    try {
      NewUser.identity(Field.of("identity", user.identity()));
    } catch (Problem problem) {
      throw problem.as(Code.TOKEN_GRANTS_INVALID);
    }
  }

  /**
   * Makes the user whom a token means.
   *
   * @throws Problem 20106 when it names a role that cannot be given
   */
  void add(Caller caller, Actor.OfUser user) {
    var cause = Cause.byUser(caller.accountSid(), user, Permit.ALWAYS);
    try {
      var wish = NewUser.implied(user.identity(), caller.deploymentRoleSid());
      database.change(tx -> users.ensure(tx, user.serviceSid(), wish, cause));
    } catch (Problem problem) {
      throw problem.as(Code.TOKEN_GRANTS_INVALID);
    }
  }
}
