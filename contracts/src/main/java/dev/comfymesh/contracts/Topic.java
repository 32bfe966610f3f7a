package dev.comfymesh.contracts;

import java.time.Duration;
import java.util.List;

/** A topic of the mesh: partition counts of keyed topics never change once records are in them. */
public record Topic(String name, int partitions, Duration retention, boolean compacted) {

    public static final Topic JOBS = new Topic("comfymesh.jobs.v1", 12, Duration.ofDays(7), false);
    public static final Topic PROGRESS = new Topic("comfymesh.progress.v1", 6, Duration.ofHours(1), false);
    public static final Topic TARGETS = new Topic("comfymesh.targets.v1", 1, Duration.ofDays(7), true);
    public static final Topic OBSERVATIONS = new Topic("comfymesh.observations.v1", 1, Duration.ofDays(7), true);

    /** Every topic of the mesh, the dead-letter topics among them. */
    public static final List<Topic> ALL = List.of(
            JOBS,
            PROGRESS,
            TARGETS,
            OBSERVATIONS,
            JOBS.deadLetters(),
            TARGETS.deadLetters(),
            OBSERVATIONS.deadLetters());

    /** Where records of this topic go that could not be read or applied. */
    public Topic deadLetters() {
        return new Topic(name + ".dlq", partitions, Duration.ofDays(14), false);
    }
}
