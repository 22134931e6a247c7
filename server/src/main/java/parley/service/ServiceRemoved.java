package parley.service;

import parley.access.Cause;
import parley.event.Event;

/** A service is there for nobody any more; what is in it goes from now on, each told by itself. */
public record ServiceRemoved(Service service, Cause cause) implements Event {}
