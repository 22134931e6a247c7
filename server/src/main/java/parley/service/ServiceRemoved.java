package parley.service;

import parley.access.Cause;
import parley.event.Event;

/** A service is about to go, with everything in it. Told before its rows are deleted. */
public record ServiceRemoved(Service service, Cause cause) implements Event {}
