package dev.comfymesh.scoring.app;

import dev.comfymesh.contracts.Selected;
import dev.comfymesh.scoring.app.MemberView.Explanation;
import dev.comfymesh.scoring.app.MemberView.FateView;
import dev.comfymesh.scoring.app.MemberView.GapView;
import dev.comfymesh.scoring.app.MemberView.RegionView;
import dev.comfymesh.scoring.domain.Candidate;
import dev.comfymesh.scoring.domain.Candidate.Awaited;
import dev.comfymesh.scoring.domain.Candidate.Judged;
import dev.comfymesh.scoring.domain.Candidate.Lost;
import dev.comfymesh.scoring.domain.Candidate.Waiting;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Fate;
import dev.comfymesh.scoring.domain.Finding;
import dev.comfymesh.scoring.domain.Measurements;
import dev.comfymesh.scoring.domain.Measurements.Run;
import dev.comfymesh.scoring.domain.Profile;
import dev.comfymesh.scoring.domain.Rule;
import dev.comfymesh.scoring.domain.Subject;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says of candidates of one pool why they fared as they did under one profile; computed from what is stored alone. */
final class Explainer {
    private final Optional<Profile> profile;
    private final List<Selected> selection;
    private final List<Measurements> pool;
    private final Map<Dimension, String> scorers;

    Explainer(
            Optional<Profile> profile,
            List<Candidate> candidates,
            List<Selected> selection,
            Map<Dimension, String> scorers) {
        this.profile = profile;
        this.selection = selection;
        this.pool = candidates.stream()
                .flatMap(candidate -> candidate.measurements().stream())
                .toList();
        this.scorers = scorers;
    }

    MemberView member(Candidate candidate) {
        var bare = new MemberView(
                candidate.id(),
                candidate.n(),
                candidate.seed(),
                "AWAITED",
                null,
                null,
                Map.of(),
                Map.of(),
                List.of(),
                Map.of(),
                Map.of(),
                null,
                null,
                null,
                fate(Fate.of(candidate, selection)),
                List.of());
        return switch (candidate.standing()) {
            case Awaited() -> bare;
            case Candidate.Hedged() -> at(bare, "HEDGED", null, null);
            case Waiting(var attemptId) -> at(bare, "WAITING", attemptId, null);
            case Lost(var code) -> at(bare, "LOST", null, code);
            case Judged judged -> judged(bare, candidate, judged);
        };
    }

    private static MemberView at(MemberView bare, String state, @Nullable UUID attemptId, @Nullable String lostTo) {
        return new MemberView(
                bare.candidateId(),
                bare.n(),
                bare.seed(),
                state,
                attemptId,
                lostTo,
                Map.of(),
                Map.of(),
                List.of(),
                Map.of(),
                Map.of(),
                null,
                null,
                null,
                bare.fate(),
                List.of());
    }

    private MemberView judged(MemberView bare, Candidate candidate, Judged judged) {
        var seen = candidate.measurements();
        return new MemberView(
                bare.candidateId(),
                bare.n(),
                bare.seed(),
                "JUDGED",
                judged.attemptId(),
                null,
                seen.map(known -> words(known.values(), Function.identity())).orElse(Map.of()),
                seen.map(known -> words(known.unknown(), GapView::of)).orElse(Map.of()),
                seen.map(known -> regions(known, EnumSet.allOf(Dimension.class)))
                        .orElse(List.of()),
                seen.map(known -> byScorer(known, Run::micros)).orElse(Map.of()),
                seen.map(known -> byScorer(known, Run::models)).orElse(Map.of()),
                judged.verdict(),
                judged.fingerprint() == null ? null : judged.fingerprint().toString(),
                judged.duplicateOf(),
                bare.fate(),
                seen.map(own -> explanations(candidate, own)).orElse(List.of()));
    }

    private List<Explanation> explanations(Candidate candidate, Measurements own) {
        var subject = new Subject(candidate.n(), candidate.seed(), own, pool);
        return profile.stream()
                .flatMap(known -> known.findings(subject).stream())
                .map(finding -> explanation(finding, own))
                .toList();
    }

    private Explanation explanation(Finding finding, Measurements own) {
        var gate = finding.gate();
        var rule = gate instanceof Rule threshold ? threshold : null;
        var run = rule == null ? Optional.<Run>empty() : run(rule.dimension(), own);
        var action = gate.action();
        return new Explanation(
                gate.code(),
                finding.state().name(),
                rule == null ? null : rule.dimension().word(),
                rule == null ? null : finding.measured(),
                rule == null ? null : rule.dimension().unit(),
                rule == null ? null : rule.bound().name(),
                rule == null ? null : finding.threshold(),
                finding.margin(),
                finding.text(),
                regions(own, gate.dimensions()),
                run.map(Run::scorer).orElse(null),
                run.map(Run::models).orElse(List.of()),
                run.map(Run::micros).orElse(null),
                action == null || finding.state() != Finding.State.BROKEN ? null : action.name());
    }

    /** Who measured it then may be an older version of who would now. */
    private Optional<Run> run(Dimension dimension, Measurements own) {
        var scorer = name(scorers.getOrDefault(dimension, ""));
        return own.runs().stream()
                .filter(run -> name(run.scorer()).equals(scorer))
                .findFirst();
    }

    private static String name(String scorer) {
        return scorer.split("@", 2)[0];
    }

    private static FateView fate(Fate fate) {
        return switch (fate) {
            case Fate.Open() -> new FateView("OPEN", null, "It is not decided yet.");
            case Fate.Delivered(var rank) -> new FateView("DELIVERED", null, "It is delivered as number " + rank + ".");
            case Fate.BelowCut(var score, var cut) -> belowCut(score, cut);
            case Fate.Duplicate(var of) -> new FateView("DUPLICATE", "DUPLICATE", "It looks the same as " + of + ".");
            case Fate.Rejected(var reason) -> new FateView("REJECTED", reason.code(), reason.text());
            case Fate.Lost(var code) -> new FateView("LOST", code, "It has no picture: " + code + ".");
        };
    }

    private static FateView belowCut(double score, double cut) {
        return new FateView(
                "BELOW_CUT",
                null,
                score < cut
                        ? "Its score %s is %s below the cut of %s.".formatted(score, digits(cut - score), cut)
                        : "Its score %s is not below the cut of %s, but others look less alike, or have the lower number."
                                .formatted(score, cut));
    }

    private static double digits(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }

    private static List<RegionView> regions(Measurements seen, Set<Dimension> dimensions) {
        return seen.regions().stream()
                .filter(region -> dimensions.contains(region.dimension()))
                .map(RegionView::of)
                .toList();
    }

    private static <T> Map<String, T> byScorer(Measurements seen, Function<Run, T> what) {
        var byScorer = new LinkedHashMap<String, T>();
        seen.runs().forEach(run -> byScorer.put(run.scorer(), what.apply(run)));
        return byScorer;
    }

    private static <T, S> Map<String, S> words(Map<Dimension, T> map, Function<T, S> shown) {
        var words = new LinkedHashMap<String, S>();
        map.forEach((dimension, value) -> words.put(dimension.word(), shown.apply(value)));
        return words;
    }
}
