package dev.comfymesh.scoring.domain;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a picture must keep to be delivered; the same subject always gives the same finding. */
public sealed interface Gate permits Rule, Statement {
    /** The reason that a candidate counts under when it does not keep this. */
    String code();

    /** What must be measured for it. */
    Set<Dimension> dimensions();

    /** Whether it can be asked only once all of the pool is known. */
    boolean comparesPool();

    /** What is worth trying when it is broken; null when the profile does not say. */
    @Nullable
    Action action();

    Finding ask(Subject subject);
}
