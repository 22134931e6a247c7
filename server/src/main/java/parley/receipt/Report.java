package parley.receipt;

import org.jspecify.annotations.Nullable;
import parley.http.Form;
import parley.problem.Code;
import parley.value.Sids;

/** What somebody who carries a message reports of it: an operation of our own. */
public record Report(
    String participantSid,
    ReceiptStatus status,
    long errorCode,
    @Nullable String channelMessageSid) {
  private static final int ERROR_CODE_MAX = 999_999;

  public static Report from(Form form) {
    var participant = form.field("ParticipantSid").requiredText(Code.BAD_PARAMETER);
    if (!Sids.looksLike("MB", participant)) {
      throw Code.BAD_SID.in("ParticipantSid", "must be MB and 32 hexadecimal digits");
    }
    var status =
        form.field("Status")
            .required(Code.BAD_PARAMETER)
            .choice(ReceiptStatus.class, Code.BAD_PARAMETER);
    if (status == null) {
      throw form.field("Status").refused(Code.BAD_PARAMETER, "is required");
    }
    var errorCode = form.field("ErrorCode").number(0, ERROR_CODE_MAX, Code.BAD_PARAMETER);
    return new Report(
        participant, status, errorCode == null ? 0 : errorCode, channelMessageSid(form));
  }

  private static @Nullable String channelMessageSid(Form form) {
    var sid = form.field("ChannelMessageSid").text();
    if (sid != null && !Sids.looksLikeAny(sid)) {
      throw Code.BAD_SID.in("ChannelMessageSid", "must be two letters and 32 hexadecimal digits");
    }
    return sid;
  }
}
