package parley.access;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.problem.Code;
import parley.value.Sids;
import parley.value.Text;

/**
 * Reads whom a token means and which service it is for (docs/behaviour.md 5.1). Whether there is
 * such a service, and whether somebody may have such an identity, is for rooms above.
 */
final class TokenGrants {
  private TokenGrants() {}

  static AccessGrant read(JWTClaimsSet claims, ApiKey key) {
    var grants = map(claims.getClaim("grants"), "grants");
    // Old helper libraries name it after the predecessor of the predecessor.
    var chat =
        map(grants.containsKey("chat") ? grants.get("chat") : grants.get("ip_messaging"), "chat");
    var service = text(chat.get("service_sid"), "service_sid");
    var role = chat.get("deployment_role_sid");
    if (!Sids.looksLike("IS", service)) {
      throw Code.TOKEN_GRANTS_INVALID.because("service_sid is no SID of a service");
    }
    var identity = text(grants.get("identity"), "identity");
    return new AccessGrant(
        key.sid(),
        key.accountSid(),
        service,
        identity,
        deploymentRole(role),
        claims.getExpirationTime().toInstant());
  }

  private static @Nullable String deploymentRole(@Nullable Object role) {
    return role == null || role.equals("") ? null : text(role, "deployment_role_sid");
  }

  private static Map<?, ?> map(@Nullable Object value, String name) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw Code.TOKEN_GRANTS_INVALID.because(name + " is missing");
  }

  private static String text(@Nullable Object value, String name) {
    if (value instanceof String text && !text.isEmpty() && Text.isWhole(text)) {
      return text;
    }
    throw Code.TOKEN_GRANTS_INVALID.because(name + " is missing");
  }
}
