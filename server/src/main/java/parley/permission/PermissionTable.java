package parley.permission;

import static parley.permission.Need.any;
import static parley.permission.Need.own;
import static parley.permission.OperationRule.Who.EVERYBODY;
import static parley.permission.OperationRule.Who.ONESELF;
import static parley.permission.OperationRule.Who.OWNER_OR_PARTICIPANT;
import static parley.permission.OperationRule.Who.PARTICIPANT;
import static parley.permission.OperationRule.Who.PARTICIPANT_OR_CREATOR;
import static parley.permission.OperationRule.Who.PERMITTED;
import static parley.role.Permission.*;

import parley.access.Operation;

/**
 * Which permissions each operation needs of a user (docs/behaviour.md 5, decision 23). This is the
 * whole of it; docs/tokens.md shows the same as a table.
 */
final class PermissionTable {
  private static final Need JOIN_OR_ADD = own(JOIN_CONVERSATION).or(any(ADD_PARTICIPANT));

  private PermissionTable() {}

  static OperationRule of(Operation operation) {
    return switch (operation) {
      case ADD_CONVERSATION ->
          OperationRule.of(PERMITTED)
              .with(any(CREATE_CONVERSATION), "FriendlyName", "UniqueName", "Attributes")
              .refusing(accountsPartOfConversations());
      case FETCH_CONVERSATION -> OperationRule.of(PARTICIPANT_OR_CREATOR);
      case EDIT_CONVERSATION ->
          OperationRule.of(PERMITTED)
              .with(any(EDIT_CONVERSATION_NAME), "FriendlyName", "UniqueName")
              .with(any(EDIT_CONVERSATION_ATTRIBUTES), "Attributes")
              .refusing(accountsPartOfConversations());
      case REMOVE_CONVERSATION -> OperationRule.of(PERMITTED).needing(any(DELETE_CONVERSATION));

      case ADD_PARTICIPANT ->
          OperationRule.of(PERMITTED)
              .with(JOIN_OR_ADD, "Identity")
              .with(
                  any(ADD_NON_CHAT_PARTICIPANT),
                  "MessagingBinding.Address",
                  "MessagingBinding.ProxyAddress",
                  "MessagingBinding.ProjectedAddress",
                  "MessagingBinding.Name",
                  "MessagingBinding.Level")
              .with(JOIN_OR_ADD.or(any(ADD_NON_CHAT_PARTICIPANT)), "Attributes")
              .refusing("RoleSid", "DateCreated", "DateUpdated");
      case LIST_PARTICIPANTS, FETCH_PARTICIPANT -> OperationRule.of(PARTICIPANT);
      case EDIT_PARTICIPANT ->
          OperationRule.of(PERMITTED)
              .with(
                  own(EDIT_OWN_PARTICIPANT_ATTRIBUTES).or(any(EDIT_ANY_PARTICIPANT_ATTRIBUTES)),
                  "Attributes")
              .with(own(), "LastReadMessageIndex", "LastReadTimestamp")
              .refusing(
                  "Identity",
                  "RoleSid",
                  "MessagingBinding.ProxyAddress",
                  "MessagingBinding.ProjectedAddress",
                  "DateCreated",
                  "DateUpdated");
      case REMOVE_PARTICIPANT ->
          OperationRule.of(PERMITTED).needing(own(LEAVE_CONVERSATION).or(any(REMOVE_PARTICIPANT)));

      case ADD_MESSAGE ->
          OperationRule.of(PARTICIPANT)
              .with(any(SEND_MESSAGE), "Body", "Subject", "ContentSid", "ContentVariables")
              .with(any(SEND_MEDIA_MESSAGE), "MediaSid")
              .with(any(SEND_MESSAGE).or(any(SEND_MEDIA_MESSAGE)), "Attributes")
              .refusing("Author", "DateCreated", "DateUpdated");
      case LIST_MESSAGES, FETCH_MESSAGE, LIST_RECEIPTS, FETCH_RECEIPT ->
          OperationRule.of(PARTICIPANT);
      case EDIT_MESSAGE ->
          OperationRule.of(PERMITTED)
              .with(own(EDIT_OWN_MESSAGE).or(any(EDIT_ANY_MESSAGE)), "Body", "Subject")
              .with(
                  own(EDIT_OWN_MESSAGE_ATTRIBUTES).or(any(EDIT_ANY_MESSAGE_ATTRIBUTES)),
                  "Attributes")
              .refusing("Author", "DateCreated", "DateUpdated");
      case REMOVE_MESSAGE ->
          OperationRule.of(PERMITTED).needing(own(DELETE_OWN_MESSAGE).or(any(DELETE_ANY_MESSAGE)));

      case LIST_USER_CONVERSATIONS, FETCH_USER_CONVERSATION, LIST_PARTICIPANT_CONVERSATIONS ->
          OperationRule.of(ONESELF);
      case EDIT_USER_CONVERSATION ->
          OperationRule.of(ONESELF)
              .with(any(EDIT_NOTIFICATION_LEVEL), "NotificationLevel")
              .with(own(), "LastReadMessageIndex", "LastReadTimestamp");
      case REMOVE_USER_CONVERSATION ->
          OperationRule.of(ONESELF).needing(own(LEAVE_CONVERSATION).or(any(REMOVE_PARTICIPANT)));

      case LIST_USERS, FETCH_USER, LIST_ROLES, FETCH_ROLE -> OperationRule.of(EVERYBODY);
      case EDIT_USER ->
          OperationRule.of(PERMITTED)
              .with(
                  own(EDIT_OWN_USER_INFO).or(any(EDIT_ANY_USER_INFO)), "FriendlyName", "Attributes")
              .refusing("RoleSid");

      case ADD_MEDIUM -> OperationRule.of(EVERYBODY);
      case FETCH_MEDIUM -> OperationRule.of(OWNER_OR_PARTICIPANT);

      case CONNECT -> OperationRule.of(EVERYBODY);
      case TYPE ->
          OperationRule.of(PARTICIPANT)
              .with(any(SEND_MESSAGE).or(any(SEND_MEDIA_MESSAGE)), "ChannelSid");
    };
  }

  private static String[] accountsPartOfConversations() {
    return new String[] {
      "State",
      "Timers.Inactive",
      "Timers.Closed",
      "MessagingServiceSid",
      "Bindings.Email.Address",
      "Bindings.Email.Name",
      "DateCreated",
      "DateUpdated"
    };
  }
}
