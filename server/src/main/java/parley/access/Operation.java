package parley.access;

/**
 * What a user with an access token may be allowed to do, by whichever door he comes. What is not
 * here is for the account's credentials alone. Which permission each needs is one table, in the
 * room {@code permission}.
 */
public enum Operation {
  ADD_CONVERSATION,
  FETCH_CONVERSATION,
  EDIT_CONVERSATION,
  REMOVE_CONVERSATION,

  ADD_PARTICIPANT,
  LIST_PARTICIPANTS,
  FETCH_PARTICIPANT,
  EDIT_PARTICIPANT,
  REMOVE_PARTICIPANT,

  ADD_MESSAGE,
  LIST_MESSAGES,
  FETCH_MESSAGE,
  EDIT_MESSAGE,
  REMOVE_MESSAGE,
  LIST_RECEIPTS,
  FETCH_RECEIPT,

  LIST_USER_CONVERSATIONS,
  FETCH_USER_CONVERSATION,
  EDIT_USER_CONVERSATION,
  REMOVE_USER_CONVERSATION,
  LIST_PARTICIPANT_CONVERSATIONS,

  LIST_USERS,
  FETCH_USER,
  EDIT_USER,

  LIST_ROLES,
  FETCH_ROLE,

  ADD_MEDIUM,
  FETCH_MEDIUM,

  /** To be connected: what a client is told and tells of itself, before all else. */
  CONNECT,
  /** To let others know that one is writing. */
  TYPE
}
