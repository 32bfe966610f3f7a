package dev.comfymesh.router.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Filter, price, match: pairs free capacity with the waiting candidates. It holds no state, reads no clock and rolls no
 * dice; the same candidates and fleet, in whatever order, give the same decisions.
 */
public record Matcher(Policy policy) {

    /** One decision for each candidate, in the order of their turns. */
    public List<Decision> decide(Collection<Candidate> waiting, Fleet fleet, Instant now) {
        return new MatchRound(policy, waiting, fleet.withoutPanic(now), now).decide();
    }
}
