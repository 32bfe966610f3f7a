package dev.comfymesh.router.domain;

import dev.comfymesh.router.domain.Market.Later;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Whether what is to be had now is better than what will come free. A candidate that was asked earlier and waits for a
 * place makes the wait for it longer for those who are asked after it.
 */
final class Prospects {
    private final Places places;
    private final Instant now;

    Prospects(Places places, Instant now) {
        this.places = places;
        this.now = now;
    }

    /** What an offer is to a candidate of the job, whose files have to be there, and for which it counts when the run ends. */
    UnaryOperator<Offer> due(Job job, Economy economy) {
        var lateness = economy.worth(job.priority()).lateness();
        return job.inputs().isEmpty()
                ? offer -> offer.due(lateness, job.due(), now)
                : offer -> offer.bringing(places.transfer(job, places.target(offer.targetId())), economy.pricing())
                        .due(lateness, job.due(), now);
    }

    /** There is no room for it now: it goes where it does best. */
    void awaitRoom(Candidate candidate, Screening screening, Market market) {
        var later = later(candidate, screening, market);
        if (later != null) {
            later.place().await(later.offer());
        }
    }

    /** The best that will come free, where that is a question: the best offer is paid to others, or loads models first. */
    @Nullable
    Later later(Candidate candidate, Screening screening, Market market, List<Offer> offers) {
        if (!screening.economy.waitsForBetter()) {
            return null;
        }
        var best = offers.getFirst();
        var isPaid = !places.target(best.targetId()).isOurs();
        return isPaid || best.loadMillis() > 0 ? later(candidate, screening, market) : null;
    }

    /** Waiting for less to pay is bounded by the worth of being in time; waiting for models by patience. */
    boolean isWorthTheWait(Candidate candidate, Economy economy, Later later, Offer best) {
        if (later.offer().priceMicros() >= best.priceMicros()) {
            return false;
        }
        return !places.target(best.targetId()).isOurs() || now.isBefore(patientUntil(candidate, economy));
    }

    private static Instant patientUntil(Candidate candidate, Economy economy) {
        var job = candidate.job();
        var since = candidate.waitingSince();
        var share = Duration.between(since, job.due())
                .multipliedBy(economy.patiencePerCent())
                .dividedBy(100);
        var most = economy.worth(job.priority()).patience();
        return since.plus(share.compareTo(most) < 0 ? share : most);
    }

    private @Nullable Later later(Candidate candidate, Screening screening, Market market) {
        var avoided = screening.avoidedBy(candidate);
        return market.later(
                place -> !avoided.contains(place.target.targetId()), due(candidate.job(), screening.economy));
    }
}
