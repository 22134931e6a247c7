package parley.bench;

/** One thing that is measured. The bounds that have nothing to do with a store have none. */
public record Case(Store store, Work work, Manner manner) {}
