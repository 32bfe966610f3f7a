package dev.comfymesh.executor.domain;

import java.time.Duration;

/**
 * How long we bear what: a run that the node does not know is given up after {@code absentLooks} looks over at least
 * {@code absentFor}, or {@code unansweredFor} while nothing tells that the node ever had it; one whose node refuses connections
 * or keeps silent after those times, one without any sign of life after {@code stalledFor}, and one that ignores its
 * interruption after {@code stoppingFor}. Whatever else may happen, no attempt outlives its time by more than
 * {@code overdueFor}.
 */
public record Patience(
        int absentLooks,
        Duration absentFor,
        Duration unansweredFor,
        Duration refusedFor,
        Duration silentFor,
        Duration stalledFor,
        Duration stoppingFor,
        Duration overdueFor) {}
