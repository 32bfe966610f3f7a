package dev.comfymesh.executor.app;

import dev.comfymesh.executor.domain.Catalogue;

/** What came of asking a node what it offers. */
public sealed interface CatalogueLook {
    /** {@code fingerprint} stands for the answer that the catalogue was read from. */
    record Read(Catalogue catalogue, String fingerprint) implements CatalogueLook {}

    /** The node answered as it did before. */
    record Unchanged() implements CatalogueLook {}

    /** The node does not answer as a ComfyUI does. */
    record Unreadable() implements CatalogueLook {}
}
