package dev.comfymesh.executor.app;

import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.TargetObserved;
import dev.comfymesh.executor.domain.TargetClass;
import java.time.Duration;

/** Counts nothing. */
final class SilentTally implements Tally {
    @Override
    public void adopted(long runs) {}

    @Override
    public void observed(TargetObserved seen) {}

    @Override
    public void computed(String nodeClass, TargetClass targetClass, Duration took) {}

    @Override
    public void ended(JobFact fact) {}
}
