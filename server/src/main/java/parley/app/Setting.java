package parley.app;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.Option;
import org.jspecify.annotations.Nullable;
import parley.access.AccessRules;
import parley.delivery.DeliveryRules;
import parley.http.HttpLimits;
import parley.problem.Limits;
import parley.realtime.RealtimeLimits;
import parley.webhook.WebhookRules;

/**
 * Everything that can be set, once: the table from which options, variables and help are made. A
 * name gives both: {@code PUBLIC_URL} is {@code --public-url} and {@code PARLEY_PUBLIC_URL}.
 */
enum Setting {
  CONFIG("FILE", "file of settings, named as the options are: port=8080", "none"),
  HOST("ADDRESS", "address to listen on", "127.0.0.1"),
  PORT("PORT", "port to listen on; 0 picks a free one", "8080"),
  TLS_CERT(
      "FILE",
      "certificate of the server in PEM, with those that lead to an authority: https instead of"
          + " http",
      "none"),
  TLS_KEY("FILE", "its key in PEM (PKCS#8); both are read again when they change", "none"),
  PUBLIC_URL("URL", "what links begin with", "what each request says (Host, X-Forwarded-*)"),
  TRUST_FORWARDED_FOR(
      Kind.FLAG,
      "take the last address in X-Forwarded-For for the caller's; where only a proxy reaches the"
          + " server",
      Setting.OFF),
  DATA("DIR", "directory of the data and the secrets; its owner's alone", "parley-data"),
  DATABASE(
      "JDBC-URL",
      "jdbc:postgresql://host/name?user=... for PostgreSQL 15 or newer",
      "jdbc:sqlite: and parley.db in the data directory"),
  DATABASE_PASSWORD(Kind.SECRET, "password of the database", "none"),
  DATABASE_PASSWORD_FILE("FILE", "file that holds the password of the database", "none"),
  DATABASE_WAIT("SECONDS", "how long a start waits for a PostgreSQL that is not there yet", "30"),
  MEDIA(
      "DIR",
      "directory of the media; servers on one database need one in common",
      "media in the data directory"),
  ACCOUNT_SID(
      "SID",
      "the account, AC and 32 hexadecimal digits",
      "the database's; made at the first start"),
  AUTH_TOKEN(
      Kind.SECRET,
      "the account's token, 16 characters or more unless host, public URL and proxy host are this"
          + " machine's",
      "the file auth-token in the data directory, made at the first start"),
  SECRET_KEY(
      Kind.SECRET,
      "64 hexadecimal digits, by which secrets in the database are encrypted",
      "the file secret-key in the data directory, made at the first start"),
  TOKEN_SKEW(
      "SECONDS",
      "how far the clock of who makes access tokens may be off",
      "" + AccessRules.DEFAULT.tokenSkew().toSeconds()),
  HTTP_CONNECTIONS(
      "COUNT",
      "connections open at once; a request on a further one is answered 503",
      "" + HttpLimits.DEFAULT.connections()),
  HTTP_HEAD_BYTES("BYTES", "a request line with its headers", "" + HttpLimits.DEFAULT.headBytes()),
  HTTP_BODY_BYTES(
      "BYTES",
      "all request bodies that are in memory at once; 503 beyond",
      "a sixteenth of the heap, 8 MiB at least"),
  HTTP_FIELD_BYTES(
      "BYTES", "what a multipart form holds before its file", "" + HttpLimits.DEFAULT.fieldBytes()),
  HTTP_REQUEST_SECONDS(
      "SECONDS",
      "how long a request may take to arrive",
      "" + HttpLimits.DEFAULT.requestTime().toSeconds()),
  HTTP_BYTES_PER_SECOND(
      "BYTES",
      "each so many bytes of a body or an answer allow a second more",
      "" + HttpLimits.DEFAULT.bytesPerSecond()),
  HTTP_REST_BYTES(
      "BYTES",
      "of a refused body, read so that its sender sees the answer",
      "" + HttpLimits.DEFAULT.restBytes()),
  HTTP_REST_SECONDS(
      "SECONDS",
      "how long such a rest is waited for",
      "" + HttpLimits.DEFAULT.restTime().toSeconds()),
  REALTIME_CONNECTIONS(
      "COUNT", "clients connected at once; 503 beyond", "" + RealtimeLimits.DEFAULT.connections()),
  REALTIME_FRAME_BYTES(
      "BYTES",
      "one frame of a connected client, the connection ends beyond",
      "" + RealtimeLimits.DEFAULT.frameBytes()),
  REALTIME_QUEUE_BYTES(
      "BYTES",
      "events that may wait for one client; beyond, it is cut off and told when it is back",
      "" + RealtimeLimits.DEFAULT.queueBytes()),
  REALTIME_REQUESTS(
      "COUNT",
      "requests of one client that wait for their answers; further ones are not read",
      "" + RealtimeLimits.DEFAULT.requests()),
  REALTIME_SUBSCRIPTIONS(
      "COUNT",
      "objects that one client hears of, four for each conversation",
      "" + RealtimeLimits.DEFAULT.subscriptions()),
  REALTIME_REPLAY(
      "COUNT",
      "changes that a client is told at once of those it has missed; the rest it asks for",
      "" + RealtimeLimits.DEFAULT.replay()),
  REALTIME_WRITE_SECONDS(
      "SECONDS",
      "how long one frame may be on its way to a client",
      "" + RealtimeLimits.DEFAULT.writeTime().toSeconds()),
  REALTIME_INIT_SECONDS(
      "SECONDS",
      "how long a client may take to show its token",
      "" + RealtimeLimits.DEFAULT.initTime().toSeconds()),
  REALTIME_PING_SECONDS(
      "SECONDS",
      "how often a client is asked for a sign of life",
      "" + RealtimeLimits.DEFAULT.ping().toSeconds()),
  REALTIME_IDLE_SECONDS(
      "SECONDS",
      "how long there may be none, the connection ends then",
      "" + RealtimeLimits.DEFAULT.idle().toSeconds()),
  REALTIME_OFFLINE_SECONDS(
      "SECONDS",
      "how long a user may be away before others are told that he is offline",
      "" + RealtimeLimits.DEFAULT.offlineAfter().toSeconds()),
  WEBHOOK_ALLOW(
      "CIDRS",
      "addresses, like 10.1.0.0/16,fd00::/8, that webhooks and media may lead to besides public"
          + " ones",
      "none; private networks and this machine where host, public URL and proxy host are this"
          + " machine's"),
  WEBHOOK_CA(
      "FILE",
      "certificates in PEM by which such targets are trusted, besides the system's",
      "none"),
  WEBHOOKS_FOR_REST(
      "WORD",
      "on: webhooks hear of every change over REST; off: where X-Twilio-Webhook-Enabled asks for"
          + " it",
      "off"),
  WEBHOOK_PRE_TIMEOUT(
      "SECONDS",
      "how long a webhook that is asked before a change is waited for",
      "" + WebhookRules.DOCUMENTED.preLimit().toSeconds()),
  WEBHOOK_PRE_ON_TIMEOUT(
      "WORD", "continue or reject a change on which such a webhook gave no answer", "continue"),
  WEBHOOK_RETRY_HOURS(
      "HOURS",
      "how long a webhook is tried that does not answer or is out of order",
      "" + DeliveryRules.DEFAULT.triedFor().toHours()),
  DELIVERY_KEEP_DAYS(
      "DAYS",
      "how long what was told to webhooks can be looked at",
      "" + DeliveryRules.DEFAULT.keptFor().toDays()),
  DELIVERY_KEEP_FAILED_DAYS(
      "DAYS",
      "how long what could not be told is kept, to be told again",
      "" + DeliveryRules.DEFAULT.failedKeptFor().toDays()),
  LIMIT_CONVERSATIONS(
      "COUNT", "open conversations of one user", "" + Limits.DOCUMENTED.conversationsPerIdentity()),
  LIMIT_PARTICIPANTS(
      "COUNT",
      "participants of one conversation",
      "" + Limits.DOCUMENTED.participantsPerConversation()),
  LIMIT_NON_CHAT_PARTICIPANTS(
      "COUNT", "of them, without an identity", "" + Limits.DOCUMENTED.nonChatParticipants()),
  LIMIT_GROUP_MEMBERS(
      "COUNT",
      "addresses in one group text, ours among them",
      "" + Limits.DOCUMENTED.groupTextMembers()),
  LIMIT_PARTICIPANTS_AT_ONCE(
      "COUNT",
      "participants with whom a conversation is made",
      "" + Limits.DOCUMENTED.participantsAtOnce()),
  LIMIT_WEBHOOKS(
      "COUNT",
      "webhooks of one conversation, of its own",
      "" + Limits.DOCUMENTED.webhooksPerConversation()),
  LIMIT_MEDIA("COUNT", "files of one message", "" + Limits.DOCUMENTED.mediaPerMessage()),
  LIMIT_MEDIA_BYTES("BYTES", "one file", "" + Limits.DOCUMENTED.mediaBytes()),
  LIMIT_MESSAGE_BYTES("BYTES", "the body of a message", "" + Limits.DOCUMENTED.messageBytes()),
  LIMIT_CONVERSATION_ATTRIBUTES_BYTES(
      "BYTES", "attributes of a conversation", "" + Limits.DOCUMENTED.attributes().conversation()),
  LIMIT_MESSAGE_ATTRIBUTES_BYTES(
      "BYTES", "attributes of a message", "" + Limits.DOCUMENTED.attributes().message()),
  LIMIT_PARTICIPANT_ATTRIBUTES_BYTES(
      "BYTES", "attributes of a participant", "" + Limits.DOCUMENTED.attributes().participant()),
  LIMIT_USER_ATTRIBUTES_BYTES(
      "BYTES", "attributes of a user", "" + Limits.DOCUMENTED.attributes().user()),
  RATE_CONVERSATION(
      "COUNT", "changes a second in one conversation, 429 beyond; 0 for any number", "0"),
  RATE_SERVICE("COUNT", "changes a second in one service, 429 beyond; 0 for any number", "0"),
  RATE_KEY(
      "COUNT",
      "changes a second by one API key, one user or with the auth token, 429 beyond; 0 for any"
          + " number",
      "0"),
  DRAIN_TIMEOUT(
      "SECONDS",
      "how long a stop waits for the requests and deliveries under way",
      "" + HttpLimits.DEFAULT.drainTime().toSeconds()),
  DEMO(Kind.FLAG, "fill an empty database with a data set to look at", Setting.OFF),
  FIXTURE("FILE", "fill an empty database with what this file says (docs/fixtures.md)", "none"),
  EPHEMERAL(
      Kind.FLAG,
      "serve from a temporary directory that goes with the server, with credentials that are always"
          + " the same unless they are set (docs/testing.md)",
      Setting.OFF),
  TEST_CONTROLS(
      Kind.FLAG,
      "let whoever has the credentials move the clock and empty the server, below"
          + " /parley/v1/Test",
      Setting.OFF),
  TEST_CONTROLS_ANYWHERE(
      Kind.FLAG,
      "do so also where host, public URL or proxy host lead others to the server",
      Setting.OFF),
  ADMIN_PORT(
      "PORT",
      "port for /health/* and /metrics, which ask for no credentials there",
      "none; /metrics asks for the account's on the port of all else"),
  ADMIN_HOST("ADDRESS", "address to listen on for it", "what --host says"),
  PROXY_PORT(
      "PORT",
      "port of an HTTPS proxy that answers for the original's hosts, so that a program is led here"
          + " by its environment alone; see parley env",
      "none"),
  PROXY_HOST("ADDRESS", "address to listen on for it", "127.0.0.1"),
  PROXY_OTHERS(
      "WORD",
      "what becomes of what it does not answer for: refuse, or pass, which lets it out untouched",
      "refuse"),
  PROXY_CA(
      "DIR",
      "directory of the authority that clients of the proxy trust; made at the first start",
      "proxy in the data directory"),
  LOG_FORMAT("WORD", "how the log is written: human, or json, each line an object", "human"),
  ACCESS_LOG(Kind.FLAG, "log a line for each request", Setting.OFF),
  UNTIL_STDIN_ENDS(
      Kind.FLAG,
      "stop when standard input ends: with the process that holds the other end, whatever ends it",
      Setting.OFF),
  JAVA_HOME(Kind.LAUNCHER, "the Java to run on, 25 or newer", "one that is found"),
  JAVA_OPTS(Kind.LAUNCHER, "options of the JVM, such as -Xmx2g", "none");

  /** How it can be given. */
  enum Kind {
    /** By an option, else by a variable, else by the file. */
    OPTION,
    /** As above; the option has no value, elsewhere it is on or off. */
    FLAG,
    /** By variable or file: every user of the machine can read the command line of a process. */
    SECRET,
    /** By a variable alone, which the launcher reads before there is a JVM. */
    LAUNCHER
  }

  static final String ON = "on";
  static final String OFF = "off";

  /** What the names of all variables begin with. */
  static final String VARIABLES = "PARLEY_";

  private final Kind kind;
  private final String value;
  private final String meaning;
  private final String otherwise;

  Setting(String value, String meaning, String otherwise) {
    this(Kind.OPTION, value, meaning, otherwise);
  }

  Setting(Kind kind, String meaning, String otherwise) {
    this(kind, "", meaning, otherwise);
  }

  Setting(Kind kind, String value, String meaning, String otherwise) {
    this.kind = kind;
    this.value = value;
    this.meaning = meaning;
    this.otherwise = otherwise;
  }

  /** The setting that the file calls so. */
  static @Nullable Setting named(String name) {
    return Arrays.stream(values())
        .filter(one -> one.optionName().equals(name))
        .findFirst()
        .orElse(null);
  }

  /** All names, as the file has them. */
  static List<String> names() {
    return Arrays.stream(values()).map(Setting::optionName).toList();
  }

  Kind kind() {
    return kind;
  }

  boolean hasOption() {
    return kind == Kind.OPTION || kind == Kind.FLAG;
  }

  /** Whether nobody else is to see it when it is set to this. */
  boolean isSecret(String text) {
    return kind == Kind.SECRET
        || ((this == DATABASE || this == JAVA_OPTS)
            && text.toLowerCase(Locale.ROOT).contains("password="));
  }

  String optionName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Option option() {
    return kind == Kind.FLAG
        ? Command.flag(optionName(), meaning)
        : Command.option(optionName(), value, meaning);
  }

  String variable() {
    return VARIABLES + name();
  }

  String meaning() {
    return meaning;
  }

  /** The default, or words for it where it is none that could be typed. */
  String otherwise() {
    return otherwise;
  }

  /** How help shows it: {@code --port PORT, PARLEY_PORT}. */
  String usage() {
    var option = ("--" + optionName() + " " + value).strip();
    return hasOption() ? option + ", " + variable() : variable();
  }

  /** How messages name it: {@code --port (PARLEY_PORT)}. */
  @Override
  public String toString() {
    return hasOption() ? "--" + optionName() + " (" + variable() + ")" : variable();
  }
}
