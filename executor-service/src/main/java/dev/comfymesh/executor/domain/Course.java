package dev.comfymesh.executor.domain;

import dev.comfymesh.contracts.FailureClass;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides what follows a look at the node. Events never end an attempt: they only make us look, and what the look shows
 * decides; that a run is gone is believed only when it was seen repeatedly.
 */
public final class Course {
    private final Patience patience;

    public Course(Patience patience) {
        this.patience = patience;
    }

    /** {@code watch} has the sighting in it already. */
    public Move next(Attempt attempt, Watch watch, Sighting sighting, Instant now) {
        return switch (sighting) {
            case Sighting.Finished(var run) -> new Move.Collect(run);
            case Sighting.Broke(var error) -> new Move.End(error.ending());
            case Sighting.Interrupted(var gpuMillis) -> new Move.End(interrupted(attempt, gpuMillis));
            case Sighting.Pending _ -> living(attempt, Happening.ACCEPTED, false, now);
            case Sighting.Running _ ->
                living(attempt, Happening.STARTED, watch.lifelessFor(patience.stalledFor(), now), now);
            case Sighting.Absent _ -> absent(attempt, watch, now);
            case Sighting.Refused _ -> away(attempt, watch, patience.refusedFor(), now);
            case Sighting.Silent _ -> away(attempt, watch, patience.silentFor(), now);
        };
    }

    /** How to end an attempt for which every other way has failed long enough; empty while there is hope. */
    public Optional<Ending.Failed> lastResort(Attempt attempt, Instant now) {
        return now.isBefore(attempt.assignment().endBy().plus(patience.overdueFor()))
                ? Optional.empty()
                : Optional.of(Ending.Failed.unstarted(
                        FailureClass.INTERNAL, "What became of the run could not be found out in time."));
    }

    private Move living(Attempt attempt, Happening happening, boolean stalled, Instant now) {
        var stop = attempt.stop();
        if (stop != null) {
            var ignored = !now.isBefore(stop.at().plus(patience.stoppingFor()));
            return ignored ? new Move.End(stop.reason().ending(0)) : new Move.Wait();
        }
        if (!now.isBefore(attempt.assignment().endBy())) {
            return new Move.Stop(StopReason.OVERDUE);
        }
        if (stalled) {
            return new Move.Stop(StopReason.STALLED);
        }
        return AttemptLife.next(attempt.state(), happening).isPresent() ? new Move.Advance(happening) : new Move.Wait();
    }

    private Move absent(Attempt attempt, Watch watch, Instant now) {
        var stop = attempt.stop();
        if (stop != null && attempt.state() != AttemptState.SUBMITTING) {
            // A waiting run that was cancelled leaves no trace on the node.
            return new Move.End(stop.reason().ending(0));
        }
        if (watch.looks() < patience.absentLooks() || !watch.sameFor(patience.absentFor(), now)) {
            return new Move.Wait();
        }
        if (stop != null) {
            return new Move.End(stop.reason().ending(0));
        }
        return new Move.End(lost(
                attempt.state() == AttemptState.SUBMITTING
                        ? "The target never took the run, or lost it before it could be seen there."
                        : "The target had taken the run and knows nothing of it any more."));
    }

    private static Move away(Attempt attempt, Watch watch, Duration bearable, Instant now) {
        if (!watch.sameFor(bearable, now)) {
            return new Move.Wait();
        }
        var stop = attempt.stop();
        return new Move.End(
                stop == null
                        ? lost("The target had the run and cannot be reached any more.")
                        : stop.reason().ending(0));
    }

    private static Ending.Failed interrupted(Attempt attempt, long gpuMillis) {
        var stop = attempt.stop();
        return stop == null
                ? new Ending.Failed(
                        FailureClass.INTERRUPTED, "The run was interrupted on the target by somebody else.", gpuMillis)
                : stop.reason().ending(gpuMillis);
    }

    private static Ending.Failed lost(String detail) {
        return Ending.Failed.unstarted(FailureClass.LOST, detail);
    }
}
