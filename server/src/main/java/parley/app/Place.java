package parley.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.access.Vault;
import parley.storage.DatabaseAddress;
import parley.value.Sids;

/**
 * Where an installation is and what it is opened with: the settings of every command that needs
 * one.
 *
 * @param databaseWait how long a start waits for a database that is not there yet
 * @param accountSid null for the one of the data directory or the database
 * @param givenToken the auth token; null for the one of the data directory
 * @param ephemeral whether all of it goes with the server
 * @param secretKey hexadecimal digits; null for those of the data directory
 */
record Place(
    Path data,
    DatabaseAddress database,
    Duration databaseWait,
    @Nullable String accountSid,
    @Nullable Given givenToken,
    @Nullable String secretKey,
    boolean ephemeral) {
  static final List<Setting> SETTINGS =
      List.of(
          Setting.CONFIG,
          Setting.DATA,
          Setting.DATABASE,
          Setting.DATABASE_PASSWORD,
          Setting.DATABASE_PASSWORD_FILE,
          Setting.DATABASE_WAIT,
          Setting.ACCOUNT_SID,
          Setting.SECRET_KEY);
  private static final int HOUR_SECONDS = 3_600;
  private static final Pattern KEY = Pattern.compile("[0-9a-fA-F]{" + 2 * Vault.KEY_BYTES + "}");

  /**
   * Reads it.
   *
   * @throws UsageError with everything that is wrong
   */
  static Place of(Arguments arguments) {
    var asked = new Asked(arguments);
    var place = of(asked);
    asked.check();
    return place;
  }

  /** Null for the one of the data directory. */
  @Nullable String authToken() {
    return givenToken == null ? null : givenToken.text();
  }

  static Place of(Asked asked) {
    var fallback = Path.of(Setting.DATA.otherwise());
    var data = asked.parsed(Setting.DATA, fallback, Place::directory);
    return new Place(
        data,
        database(asked, data),
        asked.seconds(Setting.DATABASE_WAIT, 0, HOUR_SECONDS),
        asked.parsed(Setting.ACCOUNT_SID, null, Place::checkedAccount),
        token(asked),
        asked.parsed(Setting.SECRET_KEY, null, Place::checkedKey),
        false);
  }

  /** The same with its data in a directory that goes, and what is missing of credentials. */
  Place ephemeralIn(Path directory) {
    return new Place(
        directory,
        embedded(directory),
        databaseWait,
        accountSid == null ? Ephemeral.ACCOUNT_SID : accountSid,
        givenToken == null ? Ephemeral.TOKEN : givenToken,
        secretKey,
        true);
  }

  /** As one in a file: a blank or the end of a line behind it is nobody's password. */
  private static @Nullable Given token(Asked asked) {
    var given = asked.given(Setting.AUTH_TOKEN);
    return given == null ? null : given.stripped();
  }

  private static DatabaseAddress embedded(Path data) {
    return DatabaseAddress.of("jdbc:sqlite:" + data.resolve("parley.db"), null);
  }

  private static DatabaseAddress database(Asked asked, Path data) {
    var password = password(asked);
    var address =
        asked.parsed(Setting.DATABASE, embedded(data), url -> DatabaseAddress.of(url, password));
    if (password == null && !address.secrets().isEmpty() && asked.isOnLine(Setting.DATABASE)) {
      asked.warn(
          Setting.DATABASE,
          "has a password, which every user of this machine can see; "
              + "better give it by "
              + Setting.DATABASE_PASSWORD
              + " or "
              + Setting.DATABASE_PASSWORD_FILE);
    }
    return address;
  }

  private static @Nullable String password(Asked asked) {
    var text = asked.text(Setting.DATABASE_PASSWORD);
    var inFile = asked.parsed(Setting.DATABASE_PASSWORD_FILE, null, Place::firstLine);
    if (text != null && inFile != null) {
      asked.fault(
          Setting.DATABASE_PASSWORD_FILE, "and " + Setting.DATABASE_PASSWORD + " are one too many");
    }
    return text != null ? text : inFile;
  }

  private static String firstLine(String file) {
    try (var lines = Files.lines(path(file))) {
      return lines
          .findFirst()
          .filter(line -> !line.isBlank())
          .orElseThrow(() -> new IllegalArgumentException("names an empty file: " + file));
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot be read: " + Reasons.of(e), e);
    }
  }

  static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("is no path: " + e.getMessage(), e);
    }
  }

  private static Path directory(String text) {
    if (text.contains("?")) {
      throw new IllegalArgumentException(
          "must have no question mark in it: behind one begin the parameters of a database");
    }
    return path(text);
  }

  static String checkedAccount(String text) {
    if (!Sids.looksLike("AC", text.strip())) {
      throw new IllegalArgumentException("must be AC and 32 hexadecimal digits");
    }
    return text.strip();
  }

  static String checkedKey(String text) {
    if (!KEY.matcher(text.strip()).matches()) {
      throw new IllegalArgumentException("must be " + 2 * Vault.KEY_BYTES + " hexadecimal digits");
    }
    return text.strip();
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "Place[" + data + ", " + database + "]";
  }
}
