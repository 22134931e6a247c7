package parley.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The documentation as files, to be opened from disk or put on any web host; the build writes them.
 * Links are relative, so the folder may be anywhere.
 */
public final class StaticSite {
  private static final List<String> PARTS = List.of("style.css", "search.js");

  private StaticSite() {}

  /** Writes it into the folder that is named. */
  public static void main(String[] arguments) throws IOException {
    write(Path.of(arguments[0]));
  }

  /** Writes it into a folder, over what is there; the files that are there then. */
  static List<Path> write(Path folder) throws IOException {
    Files.createDirectories(folder);
    var written = new ArrayList<Path>();
    var addresses = new SiteAddresses.OnDisk();
    var pages = new SitePages(TableOfContents.read(), addresses);
    for (var page : pages.contents().pages()) {
      written.add(Files.writeString(folder.resolve(addresses.page(page)), pages.html(page)));
    }
    written.add(Files.writeString(folder.resolve("index.js"), pages.index()));
    for (var part : PARTS) {
      written.add(Files.writeString(folder.resolve(part), Sources.text("site/" + part)));
    }
    for (var source : SiteAddresses.FILES.keySet()) {
      var shown = addresses.fileOfSource(source);
      if (shown != null) {
        var text = Sources.text(source);
        written.add(Files.writeString(folder.resolve(shown), text));
      }
    }
    for (var picture : SiteAddresses.PICTURES) {
      var bytes = Sources.bytes(SiteAddresses.PICTURES_FOLDER + picture);
      written.add(Files.write(folder.resolve(picture), bytes));
    }
    return written;
  }
}
