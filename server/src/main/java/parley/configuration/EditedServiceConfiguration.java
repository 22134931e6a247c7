package parley.configuration;

import java.time.Instant;
import parley.http.Form;
import parley.role.RoleType;
import parley.role.Roles;
import parley.service.Service;
import parley.storage.Tx;
import parley.value.Change;

/** A wish to change a service's configuration. What was not sent stays as it is. */
public record EditedServiceConfiguration(
    Change<String> creatorRoleSid,
    Change<String> conversationRoleSid,
    Change<String> serviceRoleSid,
    Change<Boolean> reachabilityEnabled) {
  private static final String CREATOR_ROLE = "DefaultConversationCreatorRoleSid";
  private static final String CONVERSATION_ROLE = "DefaultConversationRoleSid";
  private static final String SERVICE_ROLE = "DefaultChatServiceRoleSid";

  public static EditedServiceConfiguration from(Form form) {
    return new EditedServiceConfiguration(
        form.field(CREATOR_ROLE).change(),
        form.field(CONVERSATION_ROLE).change(),
        form.field(SERVICE_ROLE).change(),
        form.field("ReachabilityEnabled").flagChange());
  }

  /**
   * Refuses a role that does not fit its place.
   *
   * @throws parley.problem.Problem 50100 for one that is not of the service, 50105 for one of the
   *     wrong type
   */
  void requireRoles(Tx tx, String service, Roles roles) {
    require(tx, service, roles, creatorRoleSid, RoleType.CONVERSATION, CREATOR_ROLE);
    require(tx, service, roles, conversationRoleSid, RoleType.CONVERSATION, CONVERSATION_ROLE);
    require(tx, service, roles, serviceRoleSid, RoleType.SERVICE, SERVICE_ROLE);
  }

  private static void require(
      Tx tx, String service, Roles roles, Change<String> sid, RoleType type, String parameter) {
    if (sid.value() != null) {
      roles.require(tx, service, sid.value(), type, parameter);
    }
  }

  Service over(Service old, Instant now) {
    return new Service(
        old.sid(),
        old.accountSid(),
        old.friendlyName(),
        creatorRoleSid.overRequired(old.defaultConversationCreatorRoleSid()),
        conversationRoleSid.overRequired(old.defaultConversationRoleSid()),
        serviceRoleSid.overRequired(old.defaultChatServiceRoleSid()),
        reachabilityEnabled.overRequired(old.reachabilityEnabled()),
        old.createdAt(),
        now);
  }
}
