package dev.comfymesh.scoring.adapter.rest;

import dev.comfymesh.scoring.app.SuggestThresholds.Answer;
import dev.comfymesh.scoring.domain.Suggestion;
import java.util.List;
import java.util.Locale;

/** Thresholds that separate the examples, the best first, as a rule of a profile writes them. */
public record SuggestionsView(List<One> suggestions, List<String> unmeasured) {
    /**
     * One threshold with its errors on the examples.
     *
     * @param good in how many good examples the dimension is known
     */
    public record One(
            String dimension,
            String unit,
            String bound,
            double threshold,
            double separation,
            double goodRejected,
            double badPassed,
            int good,
            int bad) {
        static One of(Suggestion suggestion) {
            return new One(
                    suggestion.dimension().word(),
                    suggestion.dimension().unit(),
                    suggestion.bound().name().toLowerCase(Locale.ROOT),
                    suggestion.threshold(),
                    suggestion.separation(),
                    suggestion.goodRejected(),
                    suggestion.badPassed(),
                    suggestion.good(),
                    suggestion.bad());
        }
    }

    static SuggestionsView of(Answer answer) {
        return new SuggestionsView(answer.suggestions().stream().map(One::of).toList(), answer.unmeasured());
    }
}
