package dev.comfymesh.router.domain;

import dev.comfymesh.router.domain.Odds.Passes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One kind of work that targets make offers for: how long it runs, what it needs, and how its price is made. */
record Work(Estimates.Service service, Map<String, Passes> passes, Needs needs, Pricing pricing) {
    /** What was judged of it there; null where nothing was. */
    @Nullable
    Passes passes(Target target) {
        return passes.isEmpty() ? null : passes.get(target.grade());
    }
}
