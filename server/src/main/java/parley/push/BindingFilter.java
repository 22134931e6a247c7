package parley.push;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import parley.http.Field;
import parley.http.Form;
import parley.problem.Code;
import parley.storage.Sql;

/** Which bindings a list holds: any of the types, and any of the identities; empty for all. */
record BindingFilter(Set<Binding.Type> types, List<String> identities) {
  /** More would not fit the statement of every database. */
  private static final int IDENTITIES_MAX = 100;

  static BindingFilter from(Form query) {
    var types = new LinkedHashSet<Binding.Type>();
    for (var type : query.all("BindingType")) {
      types.add(
          Field.of("BindingType", type)
              .requiredChoice(Binding.Type.class, Code.BAD_PARAMETER, Code.BAD_PARAMETER));
    }
    var identities = query.all("Identity");
    if (identities.size() > IDENTITIES_MAX) {
      throw Code.BAD_PARAMETER.in("Identity", "may be given at most " + IDENTITIES_MAX + " times");
    }
    return new BindingFilter(types, identities);
  }

  /** The filters as the caller gave them, for the links to other pages. */
  static List<Map.Entry<String, String>> given(Form query) {
    var given = new ArrayList<Map.Entry<String, String>>();
    for (var name : List.of("BindingType", "Identity")) {
      query.all(name).forEach(value -> given.add(Map.entry(name, value)));
    }
    return given;
  }

  String sql() {
    return (types.isEmpty() ? "" : " AND type IN (<types>)")
        + (identities.isEmpty() ? "" : " AND identity IN (<identities>)");
  }

  Sql set(Sql sql) {
    if (!types.isEmpty()) {
      sql.setAll("types", types.stream().map(Enum::name).toList());
    }
    return identities.isEmpty() ? sql : sql.setAll("identities", identities);
  }
}
