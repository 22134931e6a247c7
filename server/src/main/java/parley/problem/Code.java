package parley.problem;

import java.util.Map;

/** Every error the API answers with: number, HTTP status, text (docs/behaviour.md 2.14). */
public enum Code {
  // The conventions of every operation.
  UNAUTHENTICATED(20003, 401, "Authenticate"),
  WRONG_VERB(20004, 405, "Method not allowed"),
  NOTHING_TO_UPDATE(20161, 400, "The update names no parameter that can be updated"),
  FORBIDDEN(20403, 403, "Forbidden"),
  NOT_FOUND(20404, 404, "The requested resource was not found"),
  REQUEST_TIMEOUT(20408, 408, "The request did not arrive in time"),
  CONFLICT(20409, 409, "The request conflicts with the current state of the resource"),
  BODY_TOO_LARGE(20413, 413, "The request body is too large"),
  URI_TOO_LONG(20414, 414, "The request URI is too long"),
  BAD_PARAMETER(20422, 400, "Invalid parameter"),
  BAD_SID(20423, 400, "Invalid SID parameter"),
  TOO_MANY_REQUESTS(20429, 429, "Too many requests"),
  HEADERS_TOO_LARGE(20431, 431, "The request headers are too large"),
  SERVER_FAILURE(20500, 500, "An internal server error has occurred"),
  UNAVAILABLE(20503, 503, "The service is unavailable, please try again"),
  DISK_FULL(20507, 507, "The server has no room left to store this"),
  OUTCOME_UNKNOWN(20510, 503, "Whether the change was made is not known"),
  BAD_PAGE_TOKEN(21481, 400, "Invalid page token"),

  // Access tokens.
  TOKEN_INVALID(20101, 401, "Invalid Access Token"),
  TOKEN_HEADER_INVALID(20102, 401, "Invalid Access Token header"),
  TOKEN_ISSUER_INVALID(20103, 401, "Invalid Access Token issuer/subject"),
  TOKEN_EXPIRED(20104, 401, "Access Token expired or expiration date invalid"),
  TOKEN_NOT_YET_VALID(20105, 401, "Access Token not yet valid"),
  TOKEN_GRANTS_INVALID(20106, 401, "Invalid Access Token grants"),
  TOKEN_SIGNATURE_INVALID(20107, 401, "Invalid Access Token signature"),
  TOKEN_LIVES_TOO_LONG(20157, 401, "Expiration Time Exceeds Maximum Time Allowed"),

  // Services.
  FRIENDLY_NAME_MISSING(50000, 400, "FriendlyName is missing"),
  FRIENDLY_NAME_TOO_LONG(50003, 400, "FriendlyName is too long"),
  UNIQUE_NAME_TOO_LONG(50004, 400, "UniqueName is too long"),
  SERVICE_NOT_FOUND(50050, 404, "Service not found"),
  PRE_HOOK_REJECTED(50056, 403, "Rejected by a webhook that is asked before"),
  PRE_HOOK_FAILED(50057, 403, "A webhook that is asked before failed"),
  CONVERSATION_TOO_FAST(50063, 429, "Too many changes of this conversation"),
  SERVICE_TOO_FAST(50074, 429, "Too many changes in this service"),
  TEMPLATE_TOO_LONG(50058, 400, "Notification template is too long"),
  SOUND_TOO_LONG(50059, 400, "Notification sound is too long"),

  // Roles.
  ROLE_NOT_FOUND(50100, 404, "Role not found"),
  UNKNOWN_PERMISSION(50104, 400, "Unknown permission"),
  ROLE_TYPE_WRONG(50105, 400, "Invalid role type"),
  NOT_PERMITTED(50107, 403, "Permission denied"),

  // Users.
  USER_NOT_FOUND(50200, 404, "User not found"),
  USER_EXISTS(50201, 409, "User already exists"),
  IDENTITY_RESERVED(50203, 400, "Identity is reserved"),
  IDENTITY_MISSING(50204, 400, "Identity not provided"),
  IDENTITY_LIKE_SID(50206, 400, "Identity must not look like a User SID"),
  IDENTITY_TOO_LONG(50207, 400, "Identity is too long"),
  BAD_NOTIFICATION_LEVEL(50210, 400, "Invalid notification level"),
  IDENTITY_WITH_ADDRESS(50211, 400, "Identity parameter not acceptable for this Participant"),
  TOO_MANY_CONVERSATIONS(50214, 403, "User is in too many conversations"),

  // Conversations.
  ATTRIBUTES_TOO_LONG(50303, 400, "Attributes too long"),
  ATTRIBUTES_INVALID(50304, 400, "Attributes not valid JSON"),
  BAD_DATE_CREATED(50308, 400, "Invalid DateCreated"),
  BAD_DATE_UPDATED(50309, 400, "Invalid DateUpdated"),
  AUTHOR_TOO_LONG(50310, 400, "Author is too long"),
  BAD_MESSAGING_SERVICE(50341, 400, "Invalid messaging service SID"),
  PARENT_CONVERSATION_MISSING(50350, 404, "Conversation not found"),
  UNIQUE_NAME_TAKEN(50353, 409, "Conversation with provided unique name already exists"),
  TOO_MANY_WEBHOOKS(50361, 400, "Conversation has too many webhooks"),
  TOO_MANY_TRIGGERS(50362, 400, "Webhook has too many triggers"),
  BAD_WEBHOOK_TARGET(50364, 400, "Invalid webhook target"),
  BAD_WEBHOOK_FILTER(50365, 400, "Invalid webhook filter"),
  BAD_WEBHOOK_TRIGGER(50366, 400, "Invalid webhook trigger"),
  BAD_FLOW_SID(50367, 400, "Invalid webhook flow SID"),
  WEBHOOK_TARGET_MISSING(50368, 400, "Webhook target is missing"),
  WEBHOOK_URL_MISSING(50369, 400, "Webhook URL is missing"),
  WEBHOOK_FILTERS_MISSING(50370, 400, "Webhook filters are missing"),
  WEBHOOK_TRIGGERS_MISSING(50371, 400, "Webhook triggers are missing"),
  WEBHOOK_URL_TOO_LONG(50372, 400, "Webhook URL is too long"),
  STATE_EMPTY(50374, 400, "State must not be empty"),
  INACTIVE_TIMER_TOO_SHORT(50375, 400, "Inactive timer must be at least 1 minute"),
  CLOSED_TIMER_TOO_SHORT(50376, 400, "Closed timer must be at least 10 minutes"),
  CONVERSATION_CLOSED(50377, 400, "Conversation is closed and cannot be changed"),
  BAD_STATE(50378, 400, "State must be active, inactive or closed"),
  BAD_INACTIVE_TIMER(50379, 400, "Inactive timer must be an ISO 8601 duration"),
  BAD_CLOSED_TIMER(50380, 400, "Closed timer must be an ISO 8601 duration"),
  CLOSED_AT_CREATION(50384, 400, "A conversation cannot be created closed"),
  UNIQUE_NAME_LIKE_SID(50390, 400, "UniqueName must not look like a Conversation SID"),

  // Participants.
  BAD_READ_TIMESTAMP(50405, 400, "Invalid LastReadTimestamp"),
  BAD_ADDRESS(50407, 400, "Invalid messaging binding address"),
  BAD_PROXY_ADDRESS(50408, 400, "Invalid messaging binding proxy address"),
  ADDRESS_EQUALS_PROXY(50409, 400, "Messaging binding address and proxy address must differ"),
  ADDRESS_EMPTY(50411, 400, "Messaging binding address must not be empty"),
  PROXY_ADDRESS_EMPTY(50412, 400, "Messaging binding proxy address must not be empty"),
  ADDRESS_TYPES_DIFFER(50414, 400, "Messaging binding address and proxy address differ in type"),
  ADDRESS_PAIR_IN_USE(
      50416, 409, "A binding for this participant and proxy address already exists"),
  TOO_MANY_PARTICIPANTS(50417, 403, "Conversation has too many participants"),
  NAME_OR_LEVEL_NOT_ALLOWED(50420, 400, "Name and level belong to e-mail addresses alone"),
  BAD_READ_INDEX(50421, 400, "Invalid LastReadMessageIndex"),
  TOO_MANY_NON_CHAT_PARTICIPANTS(50422, 403, "Conversation has too many non-chat participants"),
  PAIRS_IN_USE(50425, 409, "A binding for one of these participants already exists"),
  TOO_MANY_AT_ONCE(50426, 400, "Too many participants for one request"),
  PARTICIPANT_NOT_FOUND(50432, 404, "Participant not found"),
  PARTICIPANT_EXISTS(50433, 409, "Participant already exists"),
  GROUP_MEMBER_EXISTS(50437, 409, "Group Participant already exists"),
  GROUP_EXISTS(50438, 409, "Group MMS with given participant list already exists"),
  NO_PROXY_TO_REMOVE(50440, 400, "Participant has no proxy address to remove"),
  PROXY_NOT_ALLOWED(50441, 400, "A proxy address cannot be added to this participant"),
  NO_PROJECTED_TO_REMOVE(50442, 400, "Participant has no projected address to remove"),
  PROJECTED_NOT_ALLOWED(50443, 400, "A projected address cannot be added to this participant"),
  IDENTITY_NOT_ALLOWED(50444, 400, "An identity cannot be added to this participant"),
  IDENTITY_AND_ADDRESS(50451, 400, "Identity and Address exclude each other"),

  // Messages.
  BODY_MISSING(50503, 400, "Message body not provided"),
  BODY_TOO_LONG(50504, 400, "Body is too long"),
  MEDIA_NOT_FOUND(50507, 404, "Media not found"),
  MEDIA_IN_USE(50508, 409, "Media is attached to a message already"),
  BAD_MEDIA_TYPE(50511, 400, "Invalid media content type"),
  MEDIA_TOO_LARGE(50512, 413, "Media is too large"),
  AUTHOR_NOT_IN_GROUP(50513, 400, "The author of a group text must be one of its participants"),
  BAD_CONTENT_SID(50526, 400, "Invalid ContentSid"),
  BAD_CONTENT_VARIABLES(50527, 400, "Invalid ContentVariables"),
  CONTENT_SID_MISSING(50528, 400, "ContentVariables need a ContentSid"),
  CONTENT_VARIABLES_TOO_LONG(50529, 400, "ContentVariables are too long"),
  CONTENT_VARIABLE_NAME_TOO_LONG(50540, 400, "The name of a content variable is too long"),
  CONTENT_VARIABLE_VALUE_TOO_LONG(50541, 400, "The value of a content variable is too long");

  /** Where all of them are explained, on every server. */
  public static final String PAGES = "/docs/errors";

  /** Lower numbers are the whole platform's. */
  private static final int OWN_FROM = 50_000;

  private final int number;
  private final int status;
  private final String text;

  Code(int number, int status, String text) {
    this.number = number;
    this.status = status;
    this.text = text;
  }

  /** The API's number of the error. */
  public int number() {
    return number;
  }

  /** The HTTP status it is answered with. */
  public int status() {
    return status;
  }

  /** What it means, in the table's own words. */
  public String text() {
    return text;
  }

  /** The path of the page that explains it. */
  public String page() {
    return PAGES + "/" + number;
  }

  /** The problem in the table's own words. */
  public Problem problem() {
    return new Problem(this, text, Map.of(), 0);
  }

  /** The problem, with what makes this case. */
  public Problem because(String reason) {
    return new Problem(this, said(reason), Map.of("reason", reason), 0);
  }

  /** The problem of one parameter of the request, which the details name. */
  public Problem in(String parameter, String reason) {
    return new Problem(this, said(parameter + " " + reason), Map.of(), 0)
        .with("parameter", parameter)
        .with("reason", reason);
  }

  /**
   * Programs compare the texts of the API's own codes, so a hint stands beside them, in the details
   * alone. The texts of the whole platform's codes tell too little, so it is told there too.
   */
  private String said(String hint) {
    return number < OWN_FROM ? text + ": " + hint : text;
  }

  /** The problem in words of its own, where programs look for a fact in the text. */
  public Problem worded(String message) {
    return new Problem(this, message, Map.of(), 0);
  }
}
