package parley.service;

import parley.access.Cause;
import parley.event.Event;

/** A service's name or configuration changed. */
public record ServiceChanged(Service before, Service service, Cause cause) implements Event {}
