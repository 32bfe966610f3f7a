package dev.comfymesh.executor.domain;

import dev.comfymesh.contracts.FailureClass;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads a look at the node as a sign, by how long the same was seen, and says what the rules make of it. Events never end an
 * attempt: they only make us look.
 */
public final class Course {
    private final Patience patience;

    public Course(Patience patience) {
        this.patience = patience;
    }

    /** {@code watch} has the sighting in it already. */
    public Sign read(Attempt attempt, Watch watch, Sighting sighting, Instant now) {
        return switch (sighting) {
            case Sighting.Finished _ -> Sign.SEEN_FINISHED;
            case Sighting.Broke _ -> Sign.SEEN_BROKEN;
            case Sighting.Interrupted _ -> Sign.SEEN_INTERRUPTED;
            case Sighting.Pending _ -> living(attempt, Sign.SEEN_PENDING, now);
            case Sighting.Running _ ->
                attempt.stop() == null && watch.lifelessFor(patience.stalledFor(), now) && inTime(attempt, now)
                        ? Sign.STALLED
                        : living(attempt, Sign.SEEN_RUNNING, now);
            case Sighting.Absent _ -> gone(attempt, watch, now) ? Sign.GONE : Sign.MISSED;
            case Sighting.Refused _ -> watch.sameFor(patience.refusedFor(), now) ? Sign.AWAY : Sign.NO_ANSWER;
            case Sighting.Silent _ -> watch.sameFor(patience.silentFor(), now) ? Sign.AWAY : Sign.NO_ANSWER;
        };
    }

    /** What to do about the attempt of a run of which {@code known} was known before the sign. */
    public Move next(Attempt attempt, Graph graph, RunState known, Sign sign, Sighting sighting) {
        var rule = RunRules.of(known, sign);
        return rule == null
                ? new Move.Wait()
                : switch (rule.deed()) {
                    case REST, LOOK -> new Move.Wait();
                    case STATE_START -> new Move.Start();
                    case INTERRUPT -> new Move.Stop(sign == Sign.STALLED ? StopReason.STALLED : StopReason.OVERDUE);
                    case COLLECT, END -> over(attempt, graph, known, sighting);
                };
    }

    /** How to end an attempt for which every other way has failed long enough; empty while there is hope. */
    public Optional<Ending.Failed> lastResort(Attempt attempt, Instant now) {
        return now.isBefore(attempt.assignment().endBy().plus(patience.overdueFor()))
                ? Optional.empty()
                : Optional.of(Ending.Failed.unstarted(
                        FailureClass.INTERNAL, "What became of the run could not be found out in time."));
    }

    private Sign living(Attempt attempt, Sign seen, Instant now) {
        var stop = attempt.stop();
        if (stop != null) {
            return now.isBefore(stop.at().plus(patience.stoppingFor())) ? seen : Sign.UNHEEDED;
        }
        return inTime(attempt, now) ? seen : Sign.OVERDUE;
    }

    private static boolean inTime(Attempt attempt, Instant now) {
        return now.isBefore(attempt.assignment().endBy());
    }

    /**
     * A submit that was not answered may be validated for long before the run can be seen, so its absence must last. One that
     * was taken is in the queue, running or in the history at any time but for moments, and its absence is soon believed; a
     * waiting one that was cancelled leaves no trace at all.
     */
    private boolean gone(Attempt attempt, Watch watch, Instant now) {
        var taken = watch.known() != RunState.UNKNOWN;
        if (taken && attempt.stop() != null) {
            return true;
        }
        var span = taken ? patience.absentFor() : patience.unansweredFor();
        return watch.looks() >= patience.absentLooks() && watch.sameFor(span, now);
    }

    private static Move over(Attempt attempt, Graph graph, RunState known, Sighting sighting) {
        return switch (sighting) {
            case Sighting.Finished(var run) -> new Move.Collect(run);
            case Sighting.Broke(var error) -> new Move.End(error.ending(graph));
            case Sighting.Interrupted(var gpuMillis) ->
                end(
                        attempt,
                        gpuMillis,
                        FailureClass.INTERRUPTED,
                        "The run was interrupted on the target by somebody else.");
            case Sighting.Absent _ ->
                end(
                        attempt,
                        0,
                        FailureClass.LOST,
                        known == RunState.UNKNOWN
                                ? "The target never took the run, or lost it before it could be seen there."
                                : "The target had taken the run and knows nothing of it any more.");
            case Sighting.Refused _, Sighting.Silent _, Sighting.Pending _, Sighting.Running _ ->
                end(attempt, 0, FailureClass.LOST, "The target had the run and cannot be reached any more.");
        };
    }

    /** A run that we wanted to end has ended as we wanted, however its end is seen. */
    private static Move end(Attempt attempt, long gpuMillis, FailureClass failure, String detail) {
        var stop = attempt.stop();
        return new Move.End(
                stop == null
                        ? new Ending.Failed(failure, detail, gpuMillis)
                        : stop.reason().ending(gpuMillis));
    }
}
