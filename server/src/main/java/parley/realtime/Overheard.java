package parley.realtime;

import java.util.function.Consumer;
import parley.storage.News;

/** What is announced for clients, as told to who is none. */
final class Overheard {
  private Overheard() {}

  static void subscribe(News news, ConversationWatcher watcher) {
    hear(
        news,
        Hub.TOPIC,
        watcher,
        key ->
            SyncObject.parse(key)
                .map(SyncObject::owner)
                .filter(owner -> owner.startsWith("CH"))
                .ifPresent(watcher::changed));
    hear(
        news,
        Typing.TOPIC,
        watcher,
        key -> {
          var sids = key.split(" ", 2);
          watcher.writing(sids[0], sids[1]);
        });
  }

  private static void hear(
      News news, String topic, ConversationWatcher watcher, Consumer<String> hearer) {
    news.subscribe(
        topic,
        new News.Listener() {
          @Override
          public void hear(String key) {
            if (watcher.isListening()) {
              hearer.accept(key);
            }
          }

          @Override
          public void missed() {}
        });
  }
}
