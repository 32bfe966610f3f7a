package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.TargetContract;
import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.contracts.TargetKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A place where attempts can run.
 *
 * @param slots how many of our attempts it may hold at once, running and queued
 * @param emptyFrom when what still lives there is to leave; null if it may stay to its end
 * @param observation null until it was seen once
 * @param catalogue null until it was read once
 */
public record Target(
        String targetId,
        TargetKind kind,
        TargetContract contract,
        int slots,
        long microsPerHour,
        boolean cordoned,
        @Nullable Instant emptyFrom,
        @Nullable Observation observation,
        @Nullable Catalogue catalogue,
        Standing standing,
        Traits traits) {

    /** Of which no more is known. */
    public Target(
            String targetId,
            TargetKind kind,
            TargetContract contract,
            int slots,
            long microsPerHour,
            boolean cordoned,
            @Nullable Instant emptyFrom,
            @Nullable Observation observation,
            @Nullable Catalogue catalogue,
            Standing standing) {
        this(
                targetId,
                kind,
                contract,
                slots,
                microsPerHour,
                cordoned,
                emptyFrom,
                observation,
                catalogue,
                standing,
                Traits.UNKNOWN);
    }

    /** Under which what was learned of it stands. */
    String grade() {
        return traits.grade() == null ? targetId : traits.grade();
    }

    /** Whether it can be better not to take what is to be had: others are paid, or models at hand are known. */
    boolean mayBeWorthWaitingFor() {
        return !isOurs() || traits.resident() != null;
    }

    /** Those that do not run a model that somebody projected the graph to: what they lack of it is of no account. */
    boolean takesGraphs() {
        return contract == TargetContract.GRAPH;
    }

    boolean isOurs() {
        return kind == TargetKind.NODE;
    }

    /**
     * What it is known to lack; {@code offered} is what its catalogue lacks, and nothing while that is unknown. One that has
     * shown itself without placed files has no agent.
     */
    Lack lackOf(Needs needs, Lack offered) {
        if (!takesGraphs()) {
            return Lack.NOTHING;
        }
        return needs.needsAgent() && observation != null && observation.files() == null
                ? offered.withoutAgent()
                : offered;
    }

    /** What it is known to lack. */
    public Lack lackOf(Needs needs) {
        return lackOf(needs, catalogue == null ? Lack.NOTHING : catalogue.lackOf(needs));
    }

    /** Whether its agent has placed the files that a job brings. */
    boolean hasPlaced(Needs needs) {
        return !needs.needsAgent()
                || !takesGraphs()
                || observation != null
                        && observation.files() != null
                        && observation.files().containsAll(needs.files());
    }

    /** Whether it would be used if it were trusted. */
    public boolean isUp() {
        return !cordoned && observation != null && observation.health() == TargetHealth.UP;
    }

    public boolean isToBeEmptied(Instant now) {
        return emptyFrom != null && !now.isBefore(emptyFrom);
    }

    public Target withTraits(Traits other) {
        return new Target(
                targetId,
                kind,
                contract,
                slots,
                microsPerHour,
                cordoned,
                emptyFrom,
                observation,
                catalogue,
                standing,
                other);
    }

    Target withStanding(Standing other) {
        return new Target(
                targetId,
                kind,
                contract,
                slots,
                microsPerHour,
                cordoned,
                emptyFrom,
                observation,
                catalogue,
                other,
                traits);
    }
}
