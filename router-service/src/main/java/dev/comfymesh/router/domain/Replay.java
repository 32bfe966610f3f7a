package dev.comfymesh.router.domain;

import java.util.List;
import java.util.Optional;

/** Decides again from the record of a decision: the same offers under the same terms must give the same choice. */
public final class Replay {
    private Replay() {}

    /** What comes out differently; empty when nothing does. */
    public static Optional<String> difference(List<Offer> offers, Terms terms, Choice recorded) {
        if (offers.isEmpty()) {
            return Optional.of("no offer was recorded");
        }
        var pricing = new Pricing(terms.microsPerSecondOfWait());
        var again = offers.stream()
                .map(pricing::again)
                .map(terms::due)
                .sorted(Offer.BY_PRICE)
                .toList();
        if (!again.equals(offers)) {
            return Optional.of("the offers come out as " + again);
        }
        var choice = Choice.among(again, terms);
        return choice.equals(recorded) ? Optional.empty() : Optional.of("the choice comes out as " + choice);
    }
}
