package dev.comfymesh.scoring.app;

import dev.comfymesh.scoring.domain.Intent;
import dev.comfymesh.scoring.domain.Measurements;
import org.jspecify.annotations.Nullable;

/**
 * What the candidates of a pool are held against.
 *
 * @param reference what was measured in the first reference picture; null where there is none, or nobody asks
 */
record Sought(Intent intent, @Nullable Measurements reference) {
    static final Sought NOTHING = new Sought(Intent.UNKNOWN, null);
}
