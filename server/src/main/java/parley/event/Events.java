package parley.event;

import java.util.List;
import parley.storage.Tx;

/** Tells what happened to a fixed list of outlets, in order. Only deeds tell events. */
public final class Events {
  private List<Outlet> outlets = List.of();

  /** Sets who hears; called once, by the wiring, before anything can happen. */
  public void connect(List<Outlet> all) {
    outlets = List.copyOf(all);
  }

  public void tell(Tx tx, Event event) {
    for (var outlet : outlets) {
      outlet.hear(tx, event);
    }
  }
}
