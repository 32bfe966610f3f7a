package dev.comfymesh.executor.domain.provider;

import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.executor.domain.Attempt;
import dev.comfymesh.executor.domain.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What to do about an attempt after a look at its run. Only the provider's own word ends a run that it has taken, and the clock
 * when no word comes in time: whatever else is seen, it may be running and be paid for.
 */
public sealed interface RemoteMove {
    record Wait() implements RemoteMove {}

    record Start(double fraction) implements RemoteMove {}

    record Collect(RemoteRun.Finished run) implements RemoteMove {}

    record End(Ending.Failed ending) implements RemoteMove {}

    static RemoteMove after(RemoteRun seen, Attempt attempt) {
        return switch (seen) {
            case RemoteRun.Waiting _, RemoteRun.Absent _, RemoteRun.Silent _, RemoteRun.Throttled _ -> new Wait();
            case RemoteRun.Working(var fraction) -> new Start(fraction);
            case RemoteRun.Finished finished -> new Collect(finished);
            case RemoteRun.Failed(var fault, var detail, var bill) -> end(fault.failure(), detail, bill);
            case RemoteRun.Stopped(var bill) -> stopped(attempt, bill);
        };
    }

    private static RemoteMove stopped(Attempt attempt, Bill bill) {
        var stop = attempt.stop();
        return stop == null
                ? end(FailureClass.INTERRUPTED, "The run was stopped at the provider by somebody else.", bill)
                : end(stop.reason().failure(), stop.reason().detail(), bill);
    }

    private static RemoteMove end(FailureClass failure, String detail, Bill bill) {
        return new End(failed(failure, detail, bill));
    }

    /** An ending of a run that its provider bills. */
    static Ending.Failed failed(FailureClass failure, String detail, Bill bill) {
        return new Ending.Failed(failure, detail, bill.ran().toMillis(), List.of(), bill.micros());
    }

    /**
     * How to end an attempt that was sent, and of which nobody knows more: at the end of its time if it is not even known whether
     * there is a run, and so much later if there is one; empty while there is hope. Nothing is known to be lost, so that nobody
     * runs it again elsewhere.
     */
    static Optional<Ending.Failed> lastResort(Attempt attempt, Duration overdueFor, Instant now) {
        var end = attempt.assignment().endBy();
        if (attempt.remoteId() == null) {
            return now.isBefore(end)
                    ? Optional.empty()
                    : unknown("Whether the provider took the run could not be found out in time.");
        }
        return now.isBefore(end.plus(overdueFor))
                ? Optional.empty()
                : unknown("What became of the run could not be found out in time.");
    }

    private static Optional<Ending.Failed> unknown(String detail) {
        return Optional.of(Ending.Failed.unstarted(FailureClass.UNKNOWN, detail));
    }
}
