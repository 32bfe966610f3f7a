package dev.comfymesh.executor.app;

import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.TargetObserved;
import dev.comfymesh.executor.domain.TargetClass;
import java.time.Duration;

/** What is counted while attempts run. */
public interface Tally {
    /** So many runs of an earlier owner are followed on. */
    void adopted(long runs);

    /** A target was looked at, and what was seen was worth telling. */
    void observed(TargetObserved seen);

    /** A node of some graph was computed on a target of this class. */
    void computed(String nodeClass, TargetClass targetClass, Duration took);

    /** The fact that states how an attempt ended; others are nothing to count. */
    void ended(JobFact fact);
}
