package parley.site;

import java.util.Set;
import parley.http.Call;
import parley.http.PageFiles;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;

/**
 * The page on which two people chat through the official JavaScript client: its files, as they are
 * in the source (decision 30). All of it is served from here.
 */
public final class ChatPage implements Resource {
  /** Where it is. */
  public static final String PATH = "/demo";

  /** The version of the client is part of its address, so that browsers may keep it. */
  private static final String SDK = "/sdk/3.0.1";

  private static final Set<String> SDK_FILES =
      Set.of("twilio-conversations.min.js", "LICENSE", "NOTICE.txt");

  private static final PageFiles FILES = new PageFiles("/parley/chat/");

  @Override
  public void routes(Routes routes) {
    routes.inPublic(
        PATH,
        at ->
            at.get("", call -> FILES.changing(call, "index.html"))
                .get("/{File}", FILES::part)
                .get(SDK + "/{File}", ChatPage::sdkFile));
  }

  private static Reply sdkFile(Call call) {
    var file = call.path("File");
    if (!SDK_FILES.contains(file)) {
      throw call.notFound();
    }
    return FILES.lasting(call, "sdk/" + file);
  }
}
