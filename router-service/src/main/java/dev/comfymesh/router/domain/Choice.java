package dev.comfymesh.router.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Which of some offers is taken, and what limits the run then has. What it may cost at most is set aside of the job's cap
 * before it begins, and it must have ended when that is used up: so a job never spends more than its cap.
 */
public record Choice(String targetId, long reservedMicros, Instant startBy, Instant endBy) {
    /** A run may take this many times as long as expected, where the cap pays for it. */
    private static final int SLACK = 2;

    /** The target that the terms put first if it made an offer, else the first and cheapest; there is at least one. */
    public static Choice among(List<Offer> offers, Terms terms) {
        var chosen = offers.stream()
                .filter(offer -> offer.targetId().equals(terms.chosenAhead()))
                .findFirst()
                .orElse(offers.getFirst());
        var longest = Duration.ofMillis(terms.runWithinMillis());
        var reserved = reservation(chosen, terms);
        var forTime = Math.max(0, reserved - chosen.microsPerRun());
        var paid = Pricing.paid(forTime, chosen.microsPerHour(), longest).plusMillis(chosen.waitMillis());
        var endBy = earlier(terms.at().plus(paid.compareTo(longest) < 0 ? paid : longest), terms.deadline());
        var startBy = earlier(terms.at().plusMillis(chosen.transferMillis() + terms.startWithinMillis()), endBy);
        return new Choice(chosen.targetId(), reserved, startBy, endBy);
    }

    /** Its share of what is left, or more if it is expected to cost more: nobody knows that to the cent. */
    private static long reservation(Offer chosen, Terms terms) {
        var most = chosen.microsPerRun() + Pricing.costMicros(chosen.microsPerHour(), terms.runWithinMillis());
        var share = terms.leftMicros() / Math.max(1, terms.waiting());
        return Math.min(terms.leftMicros(), Math.max(SLACK * chosen.costMicros(), Math.min(most, share)));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
