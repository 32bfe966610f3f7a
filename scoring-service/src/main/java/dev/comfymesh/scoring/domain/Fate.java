package dev.comfymesh.scoring.domain;

import dev.comfymesh.contracts.Reason;
import dev.comfymesh.contracts.Selected;
import dev.comfymesh.scoring.domain.Candidate.Awaited;
import dev.comfymesh.scoring.domain.Candidate.Judged;
import dev.comfymesh.scoring.domain.Candidate.Waiting;
import java.util.List;

/** What became of a candidate in its pool, and the one reason for it. */
public sealed interface Fate {
    /** It is not decided yet. */
    record Open() implements Fate {}

    record Delivered(int rank) implements Fate {}

    /** Others were better; {@code cut} is the lowest score that is delivered. */
    record BelowCut(double score, double cut) implements Fate {}

    record Duplicate(String of) implements Fate {}

    /** The first gate that it did not keep, or why it could not be judged. */
    record Rejected(Reason reason) implements Fate {}

    record Lost(String code) implements Fate {}

    /** {@code selection} is empty as long as none was made, or if nothing was selected. */
    static Fate of(Candidate candidate, List<Selected> selection) {
        return switch (candidate.standing()) {
            case Awaited _, Candidate.Hedged _, Waiting _ -> new Open();
            case Candidate.Lost(var code) -> new Lost(code);
            case Judged judged ->
                selection.stream()
                        .filter(chosen -> chosen.candidateId().equals(candidate.id()))
                        .findFirst()
                        .<Fate>map(chosen -> new Delivered(chosen.rank()))
                        .orElseGet(() -> notDelivered(judged, selection));
        };
    }

    private static Fate notDelivered(Judged judged, List<Selected> selection) {
        var better = judged.duplicateOf();
        var objection = judged.setAside();
        if (!judged.verdict().passed()) {
            return new Rejected(judged.verdict().reasons().getFirst());
        }
        if (objection != null) {
            return new Rejected(objection);
        }
        if (better != null) {
            return new Duplicate(better);
        }
        var cut = selection.stream().mapToDouble(Selected::score).min();
        return cut.isPresent() ? new BelowCut(judged.verdict().score(), cut.getAsDouble()) : new Open();
    }
}
