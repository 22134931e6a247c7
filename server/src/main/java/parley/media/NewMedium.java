package parley.media;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.http.Field;
import parley.http.Form;
import parley.media.Medium.Category;
import parley.problem.Code;
import parley.value.Text;

/** A wish to keep a file; its bytes come beside it. */
public record NewMedium(String contentType, @Nullable String filename, Category category) {
  private static final int FILENAME_LENGTH_MAX = 256;
  private static final int TYPE_LENGTH_MAX = 256;
  private static final String UNKNOWN_TYPE = "application/octet-stream";

  /** Type and subtype, and parameters that can break out of no header. */
  private static final Pattern TYPE =
      Pattern.compile("[\\w!#$&^.+-]+/[\\w!#$&^.+-]+ *(;[\\x20-\\x7e]*)?");

  /** A file that we have fetched ourselves: of what does not fit, nothing is kept. */
  public static NewMedium fetched(@Nullable String contentType, @Nullable String filename) {
    var type = contentType == null ? "" : contentType.strip();
    var good = type.length() <= TYPE_LENGTH_MAX && TYPE.matcher(type).matches();
    var named = filename != null && Text.isWhole(filename);
    return new NewMedium(good ? type : UNKNOWN_TYPE, named ? filename : null, Category.MEDIA);
  }

  /**
   * Reads the parameters of the query.
   *
   * @param contentType as the upload names it
   * @param filename as the upload names it, for a query that names none
   */
  public static NewMedium from(
      Form query, @Nullable String contentType, @Nullable String filename) {
    var type = contentType == null || contentType.isBlank() ? UNKNOWN_TYPE : contentType.strip();
    if (type.length() > TYPE_LENGTH_MAX || !TYPE.matcher(type).matches()) {
      throw Code.BAD_MEDIA_TYPE.in("Content-Type", "must be like image/png");
    }
    var named = query.field("Filename");
    if (!named.given() && filename != null && filename.indexOf('\uFFFD') >= 0) {
      throw named.refused(Code.BAD_PARAMETER, "must be UTF-8"); // what stands for broken bytes
    }
    var name = named.given() || filename == null ? named : Field.of("Filename", filename);
    var category = query.field("Category").choice(Category.class, Code.BAD_PARAMETER);
    return new NewMedium(
        type,
        name.max(FILENAME_LENGTH_MAX, Code.BAD_PARAMETER).textOrNull(),
        category == null ? Category.MEDIA : category);
  }
}
