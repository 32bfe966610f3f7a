package dev.comfymesh.ingest.domain;

import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.FailureCategory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a job: the cause of a candidate's failure and whose business that was, or, without a category, why the job
 * itself ended. Has no more faults than a client will read.
 */
public record Trouble(Cause cause, @Nullable FailureCategory category) {
    private static final int MOST_FAULTS = 20;
    private static final List<FailureCategory> LEADING = List.of(
            FailureCategory.CALLER, FailureCategory.PROVIDER, FailureCategory.INTERNAL, FailureCategory.CAPACITY);

    public Trouble {
        cause = bounded(cause);
    }

    /** Which of two candidates' troubles leads: the one that the client can do more about, or else the earlier one. */
    static Trouble leading(@Nullable Trouble earlier, Trouble later) {
        return earlier == null || LEADING.indexOf(later.category) < LEADING.indexOf(earlier.category) ? later : earlier;
    }

    /** The cause with so many faults as a client will read. */
    static Cause bounded(Cause cause) {
        var faults = cause.faults();
        return faults == null || faults.size() <= MOST_FAULTS
                ? cause
                : new Cause(cause.code(), cause.detail(), faults.subList(0, MOST_FAULTS));
    }
}
