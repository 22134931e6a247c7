package parley.push;

import org.jspecify.annotations.Nullable;
import parley.http.Field;
import parley.http.Form;
import parley.problem.Code;
import parley.value.Change;

/**
 * The secrets of a credential, as far as they were sent: certificate and private key for APN, an
 * API key for GCM, a secret for FCM. They go in and never come out again.
 */
record EditedSecrets(
    Change<@Nullable String> certificate,
    Change<@Nullable String> privateKey,
    Change<@Nullable String> apiKey,
    Change<@Nullable String> secret) {
  private static final int LENGTH_MAX = 16 * 1024;

  static EditedSecrets from(Form form) {
    return new EditedSecrets(
        secret(form.sent("Certificate")),
        secret(form.sent("PrivateKey")),
        secret(form.sent("ApiKey")),
        secret(form.sent("Secret")));
  }

  private static Change<@Nullable String> secret(Field field) {
    return field.max(LENGTH_MAX, Code.BAD_PARAMETER).clearable();
  }

  /** Without the secrets: a record's own text would carry them into a log. */
  @Override
  public String toString() {
    return "EditedSecrets";
  }
}
