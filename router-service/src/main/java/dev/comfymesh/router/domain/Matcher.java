package dev.comfymesh.router.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Filter, price, match: pairs free capacity with the waiting candidates. It holds no state, reads no clock and rolls no
 * dice; the same candidates and fleet, in whatever order, give the same decisions.
 */
public record Matcher(Policy policy) {

    /** One decision for each candidate: those placed in the order of their turns, those given up, those that wait. */
    public List<Decision> decide(Collection<Candidate> waiting, Fleet fleet, Instant now) {
        return new MatchRound(policy, waiting, fleet.withAtMostHalfEjected(now), now).decide();
    }

    /** Whether so many were placed at once that there may be room for more. */
    public boolean isCutShort(int placed) {
        return placed >= policy.mostAtOnce();
    }

    /** The first so many whose turns would come if room were made. */
    public List<Candidate> front(Collection<Candidate> waiting, Fleet fleet, Instant now, int most) {
        var shares = new Shares(policy.fairness(), fleet, now);
        var turns = new Turns(waiting, shares, Integer.MAX_VALUE, policy.ageing(), now);
        var front = new ArrayList<Candidate>();
        for (var turn = turns.next(); turn.isPresent() && front.size() < most; turn = turns.next()) {
            front.add(turn.get().candidate);
            turn.get().passed();
        }
        return front;
    }
}
