package dev.comfymesh.ingest.domain;

import dev.comfymesh.contracts.Selected;
import java.util.List;

/**
 * What the facts have made of a job's pool so far: its waves, where its candidates stand, and what was selected. The
 * deadline has struck when it took a candidate.
 */
public record PoolState(
        int wave, PoolCounts counts, List<Selected> selection, boolean complete, boolean deadlineStruck) {
    public PoolState {
        selection = List.copyOf(selection);
    }

    static PoolState of(int candidates) {
        return new PoolState(1, new PoolCounts(candidates, 0, 0, 0), List.of(), false, false);
    }

    PoolState moved(CandidatePhase from, CandidatePhase to) {
        return new PoolState(wave, counts.moved(from, to), selection, complete, deadlineStruck);
    }

    PoolState toppedUp(int toWave, int candidates) {
        return new PoolState(toWave, counts.added(candidates), selection, complete, deadlineStruck);
    }

    PoolState selected(List<Selected> best, boolean all) {
        return new PoolState(wave, counts, best, all, deadlineStruck);
    }

    PoolState lost(boolean byDeadline) {
        return new PoolState(wave, counts, selection, complete, deadlineStruck || byDeadline);
    }
}
