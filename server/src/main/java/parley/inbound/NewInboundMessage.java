package parley.inbound;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import parley.address.AddressType;
import parley.http.Field;
import parley.http.Form;
import parley.http.Json;
import parley.message.NewMessage;
import parley.outbound.OutboundRequest;
import parley.participant.Address;
import parley.participant.MessagingBinding;
import parley.participant.NewParticipant;
import parley.problem.Code;
import parley.value.Sids;

/**
 * A message that has come in from outside (docs/behaviour.md 8.2).
 *
 * @param from the sender's address
 * @param to the address of ours that it came to
 * @param mediaSids uploads to attach, in order
 * @param mediaUrls where further files are to be fetched, in order
 * @param channelMessageSid by which whoever carries it knows it again; null for none
 * @param profileName what the sender calls himself there; null for unknown
 */
public record NewInboundMessage(
    AddressType type,
    String from,
    String to,
    @Nullable String body,
    List<String> mediaSids,
    List<String> mediaUrls,
    @Nullable String channelMessageSid,
    @Nullable String profileName) {
  static final String MEDIA_URL = "MediaUrl";
  private static final int URL_LENGTH_MAX = 2048;
  private static final int PROFILE_NAME_LENGTH_MAX = 256;

  /** Reads a form; each fault names its parameter. */
  public static NewInboundMessage from(Form form) {
    var from = form.field("From");
    var to = form.field("To");
    var type = type(from, Code.BAD_ADDRESS, Code.ADDRESS_EMPTY);
    var toType = type(to, Code.BAD_PROXY_ADDRESS, Code.PROXY_ADDRESS_EMPTY);
    if (type != toType) {
      throw to.refused(
          Code.ADDRESS_TYPES_DIFFER, "is of type %s, From of type %s".formatted(toType, type));
    }
    if (from.textOr("").equals(to.textOr(""))) {
      throw to.refused(Code.ADDRESS_EQUALS_PROXY, "equals From");
    }
    requireType(form.field("Type"), type);
    var mediaSids = form.all("MediaSid");
    var mediaUrls = mediaUrls(form);
    var most = form.limits().mediaPerMessage();
    if (mediaSids.size() + mediaUrls.size() > most) {
      throw Code.BAD_PARAMETER.in(
          MEDIA_URL, "and MediaSid may be sent " + most + " times together");
    }
    var body = NewMessage.body(form);
    var needsBody = mediaSids.isEmpty() && mediaUrls.isEmpty();
    return new NewInboundMessage(
        type,
        from.textOr(""),
        to.textOr(""),
        needsBody ? body.requiredText(Code.BODY_MISSING) : body.textOrNull(),
        mediaSids,
        mediaUrls,
        channelMessageSid(form.field("ChannelMessageSid")),
        form.field("ProfileName").max(PROFILE_NAME_LENGTH_MAX, Code.BAD_PARAMETER).textOrNull());
  }

  private static AddressType type(Field field, Code malformed, Code empty) {
    var text = field.required(empty).max(Address.LENGTH_MAX, malformed).textOr("");
    var type = Address.type(text);
    if (type == null) {
      throw field.refused(malformed, "is no address that we know");
    }
    return AddressType.valueOf(type.toUpperCase(Locale.ROOT));
  }

  /** The addresses say the type; who sends it too must mean the same. */
  private static void requireType(Field field, AddressType type) {
    var named = field.choice(AddressType.class, Code.BAD_PARAMETER);
    if (named != null && named != type) {
      throw field.refused(
          Code.BAD_PARAMETER,
          "is %s, but From and To are of type %s, as their prefix says"
              .formatted(named.wire(), type.wire()));
    }
  }

  private static List<String> mediaUrls(Form form) {
    var urls = form.all(MEDIA_URL);
    for (var url : urls) {
      var field = Field.of(MEDIA_URL, url).max(URL_LENGTH_MAX, Code.BAD_PARAMETER);
      if (!OutboundRequest.isUrl(url)) {
        throw field.refused(Code.BAD_PARAMETER, "must be an absolute http or https URL");
      }
    }
    return urls;
  }

  private static @Nullable String channelMessageSid(Field field) {
    var sid = field.text();
    if (sid != null && !Sids.looksLikeAny(sid)) {
      throw field.refused(Code.BAD_SID, "must be two letters and 32 hexadecimal digits");
    }
    return sid;
  }

  /** The sender, for a conversation in which he is not yet; his name is kept in the attributes. */
  NewParticipant participant() {
    var binding = new MessagingBinding(type.wire(), from, to, null, null, null);
    var attributes =
        profileName == null
            ? "{}"
            : Json.objectText(json -> json.text("profile_name", profileName));
    return new NewParticipant(null, binding, attributes, null, null, null);
  }

  /** What the sender says, as that participant. */
  NewMessage message(String participantSid, List<String> attached) {
    return NewMessage.spokenBy(participantSid, from, body, attached);
  }
}
