package parley.service;

import parley.access.Cause;
import parley.event.Event;

/** A service was made; its default roles are named in it and made by who hears this. */
public record ServiceAdded(Service service, Cause cause) implements Event {}
