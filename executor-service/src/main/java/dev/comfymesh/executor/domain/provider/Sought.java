package dev.comfymesh.executor.domain.provider;

/** What a search for a run showed whose submit had no usable answer. */
public sealed interface Sought {
    record Found(String remoteId) implements Sought {}

    /** The provider has no such run; a submit that is still on its way may yet make one. */
    record NotThere() implements Sought {}

    /** The provider took it and cannot say as what: only a message of its own may. */
    record Nameless() implements Sought {}

    /** The provider has no way to search. */
    record Unsearchable() implements Sought {}

    /** No usable answer came. */
    record Silent(String cause) implements Sought {}
}
