package parley.storage;

import java.util.List;

/** Writes down what it hears. */
record Heard(List<String> words) implements News.Listener {
  static final String MISSED = "missed";

  @Override
  public void hear(String key) {
    words.add(key);
  }

  @Override
  public void missed() {
    words.add(MISSED);
  }
}
