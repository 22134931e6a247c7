package parley.compat;

import com.twilio.base.Creator;
import com.twilio.base.Deleter;
import com.twilio.base.Fetcher;
import com.twilio.base.Reader;
import com.twilio.base.Resource;
import com.twilio.base.Updater;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.conversations.v1.Conversation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;

/**
 * Runs what the SDK builds, and keeps account of the classes it is built of, so that a test can say
 * that none was forgotten.
 */
final class Doors {
  private static final String PACKAGE = "com/twilio/rest/conversations/v1/";

  private final TwilioRestClient sdk;
  private final Set<String> used = new TreeSet<>();

  Doors(TwilioRestClient sdk) {
    this.sdk = sdk;
  }

  <T extends Resource> T create(Creator<T> creator) {
    note(creator);
    return creator.create(sdk);
  }

  <T extends Resource> T fetch(Fetcher<T> fetcher) {
    note(fetcher);
    return fetcher.fetch(sdk);
  }

  <T extends Resource> T update(Updater<T> updater) {
    note(updater);
    return updater.update(sdk);
  }

  /** All rows of a list, by pages of the size that the reader asks for. */
  <T extends Resource> List<T> read(Reader<T> reader) {
    note(reader);
    var rows = new ArrayList<T>();
    reader.read(sdk).forEach(rows::add);
    return rows;
  }

  <T extends Resource> boolean delete(Deleter<T> deleter) {
    note(deleter);
    return deleter.delete(sdk);
  }

  private void note(Object door) {
    used.add(door.getClass().getName());
  }

  /** The names of the classes that were run. */
  Set<String> used() {
    return used;
  }

  /** The names of the classes that the SDK has for the paths that name a service, or the others. */
  static Set<String> all(boolean namedService) {
    try (var jar = new JarFile(jar().toFile())) {
      var names = new TreeSet<String>();
      jar.stream()
          .map(entry -> entry.getName())
          .filter(
              name -> name.matches(PACKAGE + ".*(Creator|Fetcher|Updater|Reader|Deleter).class"))
          .filter(name -> name.startsWith(PACKAGE + "service/") == namedService)
          .forEach(name -> names.add(name.replaceFirst("[.]class$", "").replace('/', '.')));
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path jar() {
    try {
      var source = Conversation.class.getProtectionDomain().getCodeSource().getLocation();
      return Path.of(source.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
