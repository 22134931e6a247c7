package parley.app;

import static java.util.Comparator.comparingInt;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.app.Setting.Kind;
import parley.storage.OwnerOnly;
import parley.value.Nearest;

/**
 * Settings in a file: Java's properties in UTF-8, named as their options are ({@code
 * public-url=https://chat.example.com}). What is wrong with it is kept for whoever checks the
 * settings, so that it is told together with all else.
 */
final class ConfigFile {
  /** What some editors begin a file in UTF-8 with. */
  private static final String MARK = "\uFEFF";

  static final ConfigFile NONE = new ConfigFile(Path.of(""), "");

  private final Path path;
  private final String text;
  private final Map<Setting, Given> given = new EnumMap<>(Setting.class);
  private final List<String> faults = new ArrayList<>();

  private ConfigFile(Path path, String text) {
    this.path = path;
    this.text = text;
  }

  /** Reads it; one that cannot be read has a fault and nothing in it. */
  static ConfigFile read(String name) {
    try {
      var path = Place.path(name.strip());
      var text = Files.readString(path, StandardCharsets.UTF_8);
      var file = new ConfigFile(path, text.startsWith(MARK) ? text.substring(1) : text);
      file.takeAll();
      file.checkRights();
      return file;
    } catch (CharacterCodingException e) {
      return unread("it is not in UTF-8");
    } catch (IOException | IllegalArgumentException e) {
      return unread(Reasons.of(e));
    }
  }

  private static ConfigFile unread(String reason) {
    var unread = new ConfigFile(Path.of(""), "");
    unread.faults.add(Setting.CONFIG + " cannot be read: " + reason);
    return unread;
  }

  @Nullable Given find(Setting setting) {
    return given.get(setting);
  }

  /** What is wrong with the file as such: names that mean nothing, secrets that others can read. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  private void takeAll() throws IOException {
    var properties = new Properties();
    properties.load(new StringReader(text));
    for (var name : sortedByLine(properties.stringPropertyNames())) {
      var setting = Setting.named(name);
      if (setting == null) {
        faults.add(where(name) + ": there is no setting " + name + hint(name));
      } else if (setting == Setting.CONFIG || setting.kind() == Kind.LAUNCHER) {
        faults.add(
            where(name) + ": " + name + " is asked before this file; set " + setting.variable());
      } else if (!properties.getProperty(name).isBlank()) {
        given.put(setting, new Given(properties.getProperty(name), where(name), path));
      }
    }
  }

  private List<String> sortedByLine(Collection<String> names) {
    return names.stream().sorted(comparingInt(this::line)).toList();
  }

  private static String hint(String name) {
    var plain = name.toLowerCase(Locale.ROOT).replace('_', '-').replaceFirst("^parley-", "");
    return Nearest.to(plain, Setting.names()).map(near -> "; is it " + near + "?").orElse("");
  }

  private void checkRights() throws IOException {
    var secrets =
        given.entrySet().stream()
            .filter(one -> one.getKey().isSecret(one.getValue().text()))
            .map(one -> one.getKey().optionName())
            .toList();
    if (!secrets.isEmpty() && OwnerOnly.isOpen(path)) {
      faults.add(
          "%s holds secrets (%s), and others may read it: chmod 600 %s"
              .formatted(path, String.join(", ", secrets), path));
    }
  }

  private String where(String name) {
    var line = line(name);
    return line == 0 ? path.toString() : path + ", line " + line;
  }

  /**
   * The line in which a name stands; of several the last one, which holds. 0 where it is written
   * with escapes.
   */
  private int line(String name) {
    var entry = Pattern.compile("\\s*" + Pattern.quote(name) + "(?=[\\s=:]|$)");
    var lines = text.lines().toList();
    for (var index = lines.size(); index > 0; index--) {
      if (entry.matcher(lines.get(index - 1)).lookingAt()) {
        return index;
      }
    }
    return 0;
  }
}
