package dev.comfymesh.ingest.domain;

/** How many candidates of a pool stand where; each added candidate is counted exactly once. */
public record PoolCounts(int waiting, int running, int scored, int failed) {
    /** All candidates added so far. */
    public int candidates() {
        return waiting + running + scored + failed;
    }

    PoolCounts added(int candidates) {
        return new PoolCounts(waiting + candidates, running, scored, failed);
    }

    PoolCounts moved(CandidatePhase from, CandidatePhase to) {
        return plus(from, -1).plus(to, 1);
    }

    private PoolCounts plus(CandidatePhase phase, int change) {
        return switch (phase) {
            case WAITING -> new PoolCounts(waiting + change, running, scored, failed);
            case RUNNING -> new PoolCounts(waiting, running + change, scored, failed);
            case SCORED -> new PoolCounts(waiting, running, scored + change, failed);
            case FAILED -> new PoolCounts(waiting, running, scored, failed + change);
        };
    }
}
