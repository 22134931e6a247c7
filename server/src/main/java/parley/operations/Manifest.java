package parley.operations;

import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * What a backup says of itself, as its last entry: who finds it knows that nothing behind it was
 * cut off. Properties, one a line, so that a person may read it too.
 *
 * @param parley the version of the program that made it
 * @param schema the version of the database's schema
 * @param account whose it is
 * @param taken the moment at which it began: everything acknowledged before is in it
 * @param withMedia whether the files of media are in it
 * @param media how many of them
 * @param mediaGone how many the database names whose message went while the backup ran
 * @param withSecrets whether auth token and secret key are in it
 * @param rows how many rows the tables that matter have
 */
public record Manifest(
    String parley,
    long schema,
    String account,
    Instant taken,
    boolean withMedia,
    long media,
    long mediaGone,
    boolean withSecrets,
    Map<String, Long> rows) {
  /** The tables that are counted. */
  static final List<String> COUNTED =
      List.of("services", "users", "conversations", "participants", "messages");

  private static final String FORMAT = "1";
  private static final String ROWS = "rows.";

  String text() {
    var lines = new StringBuilder("# A backup of Parley; parley restore reads it.\n");
    line(lines, "format", FORMAT);
    line(lines, "parley", parley);
    line(lines, "schema", schema);
    line(lines, "account", account);
    line(lines, "taken", taken);
    line(lines, "with-media", withMedia);
    line(lines, "media", media);
    line(lines, "media-gone", mediaGone);
    line(lines, "with-secrets", withSecrets);
    rows.forEach((table, count) -> line(lines, ROWS + table, count));
    return lines.toString();
  }

  private static void line(StringBuilder lines, String name, Object value) {
    lines.append(name).append('=').append(value).append('\n');
  }

  /**
   * Reads it.
   *
   * @throws BadBackup when it is none that this program knows
   */
  static Manifest read(Reader text) throws IOException {
    var properties = properties(text);
    if (!FORMAT.equals(properties.getProperty("format"))) {
      throw new BadBackup("it was made by a Parley whose backups this one does not know");
    }
    try {
      var rows = new LinkedHashMap<String, Long>();
      COUNTED.forEach(table -> rows.put(table, number(properties, ROWS + table)));
      return new Manifest(
          properties.getProperty("parley", ""),
          number(properties, "schema"),
          properties.getProperty("account", ""),
          Instant.parse(properties.getProperty("taken", "")),
          Boolean.parseBoolean(properties.getProperty("with-media")),
          number(properties, "media"),
          number(properties, "media-gone"),
          Boolean.parseBoolean(properties.getProperty("with-secrets")),
          rows);
    } catch (NumberFormatException | DateTimeException e) {
      throw new BadBackup("its manifest is damaged: " + e.getMessage());
    }
  }

  private static Properties properties(Reader text) throws IOException {
    var properties = new Properties();
    try {
      properties.load(text);
    } catch (IllegalArgumentException e) { // a malformed escape
      throw new BadBackup("its manifest is damaged: " + e.getMessage());
    }
    return properties;
  }

  private static long number(Properties properties, String name) {
    return Long.parseLong(properties.getProperty(name, ""));
  }
}
