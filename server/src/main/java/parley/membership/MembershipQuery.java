package parley.membership;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.http.Form;
import parley.problem.Code;

/** Whose conversations are asked for: those of an identity, or those of an address. */
public record MembershipQuery(@Nullable String identity, @Nullable String address) {

  public static MembershipQuery from(Form query) {
    var identity = query.field("Identity").text();
    var address = query.field("Address").text();
    if (identity != null && address != null) {
      throw Code.IDENTITY_AND_ADDRESS.in("Address", "excludes Identity");
    }
    if (identity == null && address == null) {
      throw Code.BAD_PARAMETER.in("Identity", "or Address is required");
    }
    return new MembershipQuery(identity, address == null ? null : mended(address));
  }

  /** A plus that was not percent-encoded has become a blank (docs/behaviour.md 1.8). */
  private static String mended(String address) {
    return address.startsWith(" ") ? "+" + address.substring(1) : address;
  }

  /** The filter as it goes into links. */
  List<Map.Entry<String, String>> given() {
    return identity != null
        ? List.of(Map.entry("Identity", identity))
        : List.of(Map.entry("Address", address == null ? "" : address));
  }
}
