package dev.comfymesh.testkit.check;

import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.JobCancelled;
import dev.comfymesh.contracts.JobCompleted;
import dev.comfymesh.contracts.JobExpired;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.JobFailed;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The facts of one job as the log has them, in its order, each once. */
public record JobStory(UUID jobId, List<JobFact> facts) {
    /** An attempt's ending that is final: one that is only not known yet is none. */
    public record End(UUID attemptId, Instant at, JobFact fact) {}

    public JobStory {
        facts = List.copyOf(facts);
    }

    public <F extends JobFact> List<F> of(Class<F> kind) {
        return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public <F extends JobFact> Optional<F> first(Class<F> kind) {
        return of(kind).stream().findFirst();
    }

    /** The facts that end the job: one, if all is well. */
    public List<JobFact> endings() {
        return facts.stream().filter(fact -> status(fact).isPresent()).toList();
    }

    /** The status that an ending leaves its job in; empty for any other fact. */
    public static Optional<String> status(JobFact fact) {
        return switch (fact) {
            case JobCompleted _ -> Optional.of("COMPLETED");
            case JobFailed _ -> Optional.of("FAILED");
            case JobCancelled _ -> Optional.of("CANCELLED");
            case JobExpired _ -> Optional.of("EXPIRED");
            default -> Optional.empty();
        };
    }

    /** What an ending says that the job has cost; 0 for any other fact. */
    public static long spentMicros(JobFact fact) {
        return switch (fact) {
            case JobCompleted end -> end.spentMicros();
            case JobFailed end -> end.spentMicros();
            case JobCancelled end -> end.spentMicros();
            case JobExpired end -> end.spentMicros();
            default -> 0;
        };
    }

    public List<End> attemptEnds() {
        return facts.stream().flatMap(fact -> end(fact).stream()).toList();
    }

    /** When each attempt ended; the first end of several. */
    public Map<UUID, Instant> endOfAttempts() {
        var ends = new HashMap<UUID, Instant>();
        attemptEnds().forEach(end -> ends.putIfAbsent(end.attemptId(), end.at()));
        return ends;
    }

    /** What the fact ends; empty for one that is not the final ending of an attempt. */
    public static Optional<End> end(JobFact fact) {
        return switch (fact) {
            case AttemptSucceeded success -> Optional.of(new End(success.attemptId(), success.at(), success));
            case AttemptFailed failure
            when failure.failure() != FailureClass.UNKNOWN ->
                Optional.of(new End(failure.attemptId(), failure.at(), failure));
            default -> Optional.empty();
        };
    }
}
