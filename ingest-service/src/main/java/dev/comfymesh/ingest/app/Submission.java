package dev.comfymesh.ingest.app;

import dev.comfymesh.ingest.domain.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How a submit ended. */
public sealed interface Submission {
    record Accepted(Job job) implements Submission {}

    /** The same request was accepted before, as this job. */
    record Repeated(Job job) implements Submission {}

    /** The idempotency key stands for another request. */
    record KeyReused() implements Submission {}

    /** The account does not cover the job's cap. */
    record Exhausted(long availableMicros, long capMicros) implements Submission {}

    /** The deadline is over already, and nothing was accepted under this key before. */
    record DeadlinePassed(Instant now) implements Submission {}

    /** Accepted jobs have not reached the log for this long: no more until they do. */
    record Overloaded(Duration behind) implements Submission {}

    /** More submits are waiting to be stored than can be soon: this one was not taken up. */
    record Crowded() implements Submission {}

    /** Some of the job's files cannot be had. */
    record FilesUnavailable(List<FileFault> faults) implements Submission {}

    /** Some of the pictures that are given cannot be judged, or there are too many or too few. */
    record PicturesUnfit(List<FileFault> faults) implements Submission {}

    /** The tenant has no room for the job's files. */
    record StorageFull(long capBytes) implements Submission {}

    /** Files for as many jobs are on their way as may be: this one was not taken up. */
    record Busy() implements Submission {}
}
