package parley.media;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a browser is told of a file's content type. The sender's words for it are not to be trusted:
 * the address that answers with the file is the API's own, and a script would run as one of ours.
 *
 * @param header the type in lower case, and its charset where it has one; no other parameter
 * @param inPlace whether a browser may show the file instead of keeping it; of some types, spelled
 *     exactly so, none of which can run a script
 */
record ShownType(String header, boolean inPlace) {
  private static final Set<String> SHOWN =
      Set.of(
          "image/png",
          "image/jpeg",
          "image/gif",
          "image/webp",
          "image/avif",
          "image/bmp",
          "audio/mpeg",
          "audio/mp4",
          "audio/aac",
          "audio/ogg",
          "audio/wav",
          "audio/webm",
          "audio/flac",
          "audio/amr",
          "audio/3gpp",
          "video/mp4",
          "video/mpeg",
          "video/ogg",
          "video/webm",
          "video/quicktime",
          "video/3gpp",
          "text/plain");

  private static final String TOKEN = "[\\w!#$&^.+-]+";
  private static final String PARAMETER = " *; *" + TOKEN + "=(?:" + TOKEN + "|\"[^\"\\\\]*\")";
  private static final Pattern TYPE =
      Pattern.compile("(" + TOKEN + "/" + TOKEN + ")((?:" + PARAMETER + ")*) *;? *");
  private static final Pattern CHARSET = Pattern.compile("(?i); *charset=\"?([\\w.:-]+)\"?");

  /** Whoever's type is malformed has a file that is kept, and never shown. */
  static ShownType of(String contentType) {
    var whole = TYPE.matcher(contentType);
    if (!whole.matches()) {
      return new ShownType("application/octet-stream", false);
    }
    var type = whole.group(1).toLowerCase(Locale.ROOT);
    var charset = CHARSET.matcher(whole.group(2));
    return new ShownType(
        charset.find() ? type + ";charset=" + charset.group(1) : type, SHOWN.contains(type));
  }
}
