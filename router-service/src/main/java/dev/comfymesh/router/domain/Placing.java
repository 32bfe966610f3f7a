package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.router.domain.Decision.Assigned;
import dev.comfymesh.router.domain.Decision.GivenUp;
import dev.comfymesh.router.domain.Decision.Waits;
import dev.comfymesh.router.domain.Market.Later;
import dev.comfymesh.router.domain.Rejections.Tally;
import dev.comfymesh.router.domain.Terms.Favoured;
import dev.comfymesh.router.domain.Terms.Reason;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Places a candidate whose turn it is: by price, unless a target comes before cheaper ones; or says why it goes on waiting. */
final class Placing {
    private final Policy policy;
    private final Fleet fleet;
    private final Places places;
    private final Caps caps;
    private final Instant now;
    private final Prospects prospects;
    private final Trials trials;
    private final Exploration exploration;

    Placing(Policy policy, Fleet fleet, Places places, Caps caps, Instant now) {
        this.policy = policy;
        this.fleet = fleet;
        this.places = places;
        this.caps = caps;
        this.now = now;
        this.prospects = new Prospects(places, now);
        this.trials = new Trials(fleet, caps, now);
        this.exploration = new Exploration(fleet.odds(), now);
    }

    Decision place(Candidate candidate, Screening screening) {
        var job = candidate.job();
        var market = screening.market(fleet.estimates(), fleet.odds(), job.shape());
        if (!screening.hasRoom()) {
            prospects.awaitRoom(candidate, screening, market);
            return withoutOffer(candidate, screening, screening.whenFull());
        }
        var limits = limits(candidate, screening);
        var tally = Tally.from(screening.rejections());
        screening.tell(tally, Objection.NO_SLOT, false, Screening.FULL);
        if (market.isDearerThan(limits.leastMicros())) {
            screening.tell(tally, limits.dearth(market), true, "costs more than an attempt of it may");
            return withoutOffer(candidate, screening, tally.rejections());
        }
        var due = prospects.due(job, screening.economy);
        var wanted = wanted(candidate, screening, market, limits);
        var offers = market.cheapest(
                offer -> {
                    var target = places.target(offer.targetId());
                    return limits.admit(offer, target, tally)
                            && (isOf(target, wanted) || mayTry(candidate, target, screening, tally));
                },
                due);
        var ahead = wanted == null ? toBeKnown(candidate, screening, market, limits, offers) : wanted;
        if (ahead != null && offers.stream().noneMatch(offer -> offer.targetId().equals(ahead.targetId()))) {
            offers.add(due.apply(ahead));
            offers.sort(Offer.BY_PRICE);
        }
        if (offers.isEmpty()) {
            return withoutOffer(candidate, screening, tally.rejections());
        }
        var later = ahead == null ? prospects.later(candidate, screening, market, offers) : null;
        if (later != null && prospects.isWorthTheWait(candidate, screening.economy, later, offers.getFirst())) {
            later.place().await(later.offer());
            return new Waits(
                    candidate, "waits for " + later.offer().targetId() + ", which is worth it", tally.rejections());
        }
        var census = places.areMany() ? census(candidate, screening, market, limits, wanted) : null;
        return assigned(
                candidate,
                screening,
                offers,
                limits,
                favoured(candidate, screening, ahead),
                later,
                tally.rejections(),
                census);
    }

    /** What was said of each target of a large fleet, of which not all were looked at. */
    private Census census(
            Candidate candidate, Screening screening, Market market, Limits limits, @Nullable Offer wanted) {
        var census = new Census(places, screening.barred(), market.work());
        var job = candidate.job();
        if (mayObject(market, limits) || !job.inputs().isEmpty()) {
            for (var place : screening.usable()) {
                if (place.hasRoom()) {
                    note(candidate, screening, market.work(), limits, wanted, place, census);
                }
            }
        }
        return census;
    }

    /** Whether anything may speak against a target that has room. */
    private boolean mayObject(Market market, Limits limits) {
        return !limits.avoided().isEmpty() || !market.isNeverDearerThan(limits.leastMicros()) || places.haveUntried();
    }

    private void note(
            Candidate candidate,
            Screening screening,
            Work work,
            Limits limits,
            @Nullable Offer wanted,
            Place place,
            Census census) {
        var cost = work.costMicros(place);
        var objection = limits.objection(place.target.targetId(), cost, work.warmMicros(place, cost));
        var transfer = places.transfer(candidate.job(), place.target);
        if (objection != null) {
            census.passOver(place, objection);
        } else if (!isOf(place.target, wanted) && !trials.allow(candidate, place.target, screening)) {
            census.passOver(place, Objection.UNTRIED);
        } else if (transfer != null) {
            census.bring(place, transfer);
        }
    }

    private static boolean isOf(Target target, @Nullable Offer wanted) {
        return wanted != null && wanted.targetId().equals(target.targetId());
    }

    private boolean mayTry(Candidate candidate, Target target, Screening screening, Tally tally) {
        if (trials.allow(candidate, target, screening)) {
            return true;
        }
        tally.add(target, Objection.UNTRIED, () -> "has just returned, and others try it first");
        return false;
    }

    /** Why it goes on waiting without an offer, or that it waits in vain. */
    Decision withoutOffer(Candidate candidate, Screening screening, Rejections rejections) {
        var job = candidate.job();
        if (screening.isHopeless()
                || screening.isDoubtful()
                        && !now.isBefore(candidate.waitingSince().plus(policy.patience()))) {
            return screening.inVain(candidate, screening.named(places.all(), rejections, Objection.NO_SLOT));
        }
        if (rejections.keepsOutForGood(Objection.OVER_CAP) && caps.isSettled(job)) {
            var problem = new Cause("budget", "The job's cap does not pay for another attempt on any target.");
            return new GivenUp(
                    candidate,
                    FailureClass.BUDGET,
                    problem,
                    screening.named(places.all(), rejections, Objection.OVER_CAP));
        }
        if (rejections.keepsOutForGood(Objection.TOO_DEAR)) {
            var problem = new Cause("budget", "On every target an attempt costs more than the job allows for one.");
            return new GivenUp(
                    candidate,
                    FailureClass.BUDGET,
                    problem,
                    screening.named(places.all(), rejections, Objection.TOO_DEAR));
        }
        return new Waits(candidate, places.isEmpty() ? "there is no target" : "no target takes it now", rejections);
    }

    private Limits limits(Candidate candidate, Screening screening) {
        return new Limits(
                candidate.mostOf(caps.leftMicros(candidate.job())),
                screening.needs().demands().mostMicros(),
                screening.avoidedBy(candidate));
    }

    private Assigned assigned(
            Candidate candidate,
            Screening screening,
            List<Offer> offers,
            Limits limits,
            @Nullable Favoured favoured,
            @Nullable Later later,
            Rejections tallied,
            @Nullable Census census) {
        var terms = Terms.of(
                candidate,
                policy,
                screening.economy,
                limits.leftMicros(),
                caps.waiting(candidate.job()),
                now,
                later == null ? null : later.offer(),
                favoured);
        var rejections = census == null || !census.hasObjections()
                ? tallied
                : new Rejections(census.counts(), tallied.examples());
        var eligible = fleet.targets().size() - rejections.total();
        return new Assigned(
                candidate, Choice.among(offers, terms), terms, List.copyOf(offers), eligible, rejections, census);
    }

    /** The offer of the target that the candidate is to stay on, or that its job names first; null where it is all one. */
    private @Nullable Offer wanted(Candidate candidate, Screening screening, Market market, Limits limits) {
        if (candidate.stayOn() != null) {
            return offer(candidate.stayOn(), screening, market, limits);
        }
        for (var named : screening.needs().demands().named()) {
            var offer = limits.avoided().contains(named) ? null : offer(named, screening, market, limits);
            if (offer != null) {
                return offer;
            }
        }
        return null;
    }

    /** The offer that is taken so that more is known of its target; null nearly always. */
    private @Nullable Offer toBeKnown(
            Candidate candidate, Screening screening, Market market, Limits limits, List<Offer> offers) {
        if (offers.isEmpty() || candidate.stayOn() != null || !exploration.isFor(candidate)) {
            return null;
        }
        return market
                .cheapest(
                        offer -> exploration.isWorthKnowing(offer, offers.getFirst())
                                && !limits.avoided().contains(offer.targetId())
                                && limits.allow(offer)
                                && trials.allow(candidate, places.target(offer.targetId()), screening),
                        UnaryOperator.identity())
                .stream()
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Favoured favoured(Candidate candidate, Screening screening, @Nullable Offer ahead) {
        if (ahead == null || candidate.stayOn() != null) {
            return null;
        }
        var isNamed = !screening.needs().demands().named().isEmpty();
        return new Favoured(ahead.targetId(), isNamed ? Reason.NAMED_FIRST : Reason.LITTLE_KNOWN);
    }

    private @Nullable Offer offer(String targetId, Screening screening, Market market, Limits limits) {
        return screening.usable().stream()
                .filter(place -> place.hasRoom() && place.target.targetId().equals(targetId))
                .map(market::offer)
                .filter(limits::allow)
                .findFirst()
                .orElse(null);
    }
}
