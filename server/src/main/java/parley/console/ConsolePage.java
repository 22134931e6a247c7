package parley.console;

import java.util.Set;
import parley.http.Call;
import parley.http.PageFiles;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;

/**
 * The files of the console, as they are in the source, and the library they stand upon (decision
 * 32). They are the same for everybody, and shown to everybody.
 */
public final class ConsolePage implements Resource {
  /** Where it is. */
  public static final String PATH = "/console";

  /** The version of the library is part of its address, so that browsers may keep it. */
  private static final String LIBRARY = "/htm/3.1.1";

  private static final PageFiles FILES = new PageFiles("/parley/console/");
  private static final PageFiles LIBRARY_FILES =
      new PageFiles("/META-INF/resources/_static" + LIBRARY + "/");
  private static final String SCRIPT = "standalone.module.js";
  private static final Set<String> LICENSES = Set.of("LICENSE-htm", "LICENSE-preact");

  @Override
  public void routes(Routes routes) {
    routes.inPublic(
        PATH,
        at ->
            at.get("", call -> FILES.changing(call, "index.html"))
                .get("/{File}", FILES::part)
                .get(LIBRARY + "/{File}", ConsolePage::library));
  }

  private static Reply library(Call call) {
    var file = call.path("File");
    if (file.equals(SCRIPT)) {
      return LIBRARY_FILES.lasting(call, "preact/" + SCRIPT);
    }
    if (!LICENSES.contains(file)) {
      throw call.notFound();
    }
    return file.endsWith("preact")
        ? FILES.lasting(call, file)
        : LIBRARY_FILES.lasting(call, "LICENSE");
  }
}
