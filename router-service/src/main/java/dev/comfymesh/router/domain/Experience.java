package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.router.domain.Lesson.OfForm;
import dev.comfymesh.router.domain.Lesson.OfLength;
import dev.comfymesh.router.domain.Lesson.OfLoads;
import dev.comfymesh.router.domain.Lesson.OfPrice;
import dev.comfymesh.router.domain.Odds.Passes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What ended runs have taught: how long shapes of workflows take on grades of targets, how targets do, what their runs cost,
 * and how long models take to load. A run that had to load models teaches nothing of its length once that is known.
 */
public final class Experience {
    private static final int MOST_LENGTHS = 5_000;
    private static final double GAIN = 0.3;
    // A run so many times as long as is usual says that its target was not well, and nothing of the work.
    private static final double NOT_WELL = 3;
    private static final double LEAST_TIMES = 0.001;
    private static final double MOST_TIMES = 10;

    /** Failures that say of their target how likely it comes to an output. */
    private static final Set<FailureClass> OF_TARGET = Set.of(
            FailureClass.OUT_OF_MEMORY,
            FailureClass.LOST,
            FailureClass.UNREACHABLE,
            FailureClass.OUTPUT_UNVERIFIABLE,
            FailureClass.TIME_LIMIT,
            FailureClass.STALLED,
            FailureClass.INTERNAL);

    private final Map<Key, Length> lengths = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, Form> forms = new HashMap<>();
    private final Map<String, Map<String, Double>> prices = new HashMap<>();
    private final Map<String, Double> loads = new HashMap<>();
    private final Map<Key, Passes> passes = new HashMap<>();
    private final Map<List<String>, Lesson> fresh = new LinkedHashMap<>();

    private record Key(String shape, String grade) {}

    public void recall(Collection<Lesson> lessons) {
        lessons.forEach(this::recall);
    }

    private void recall(Lesson lesson) {
        switch (lesson) {
            case OfLength(var grade, var shape, var length) -> lengths.put(new Key(shape, grade), length);
            case OfForm(var targetId, var form) -> forms.put(targetId, form);
            case OfPrice(var targetId, var shape, var micros) ->
                pricesOf(targetId).put(shape, micros);
            case OfLoads(var grade, var times) -> loads.put(grade, times);
        }
    }

    /** How many outputs passed is counted elsewhere, as verdicts come. */
    public void recallPasses(Collection<Passes> counted) {
        counted.forEach(one -> passes.put(new Key(one.shape(), one.grade()), one));
    }

    public void learn(Run run) {
        var form = forms.getOrDefault(run.targetId(), Form.UNKNOWN);
        var failure = run.failure();
        if (failure != null) {
            if (OF_TARGET.contains(failure)) {
                learned(new OfForm(run.targetId(), form.failed(run.at())));
            }
            return;
        }
        var times = run.gpuMillis() == 0 ? 1 : learnLength(run);
        learned(new OfForm(run.targetId(), form.succeeded(times, run.at())));
        if (run.meteredMicros() != null) {
            learnPrice(run, run.meteredMicros());
        }
    }

    /** Answers how many times as long as usual it took; once where nothing is usual yet. */
    private double learnLength(Run run) {
        var key = new Key(run.shape(), run.grade());
        var before = lengths.getOrDefault(key, Length.UNKNOWN);
        var isKnown = before.seen() > 0;
        if (run.loadMillis() > 0) {
            var load =
                    isKnown ? run.gpuMillis() - before.millis() : Math.min(run.loadMillis(), run.gpuMillis() * 3 / 4);
            learnLoad(run, Math.max(0, load));
            if (!isKnown) {
                learned(new OfLength(run.grade(), run.shape(), Length.guess(run.gpuMillis() - load)));
            }
            return 1;
        }
        var times = isKnown ? run.gpuMillis() / (double) Math.max(1, before.millis()) : 1;
        if (times < NOT_WELL) {
            learned(new OfLength(run.grade(), run.shape(), before.plus(run.gpuMillis())));
        }
        return times;
    }

    /** What was expected followed from what was known then: it is corrected by as much as it was wrong. */
    private void learnLoad(Run run, long tookMillis) {
        var wrong = tookMillis / (double) run.loadMillis();
        var known = loads.get(run.grade());
        var times = known == null ? timesOfLoads(run.grade()) * wrong : known * (1 + GAIN * (wrong - 1));
        learned(new OfLoads(run.grade(), Math.clamp(times, LEAST_TIMES, MOST_TIMES)));
    }

    private void learnPrice(Run run, long meteredMicros) {
        var micros = Math.max(0, meteredMicros - Pricing.costMicros(run.microsPerHour(), run.gpuMillis()));
        var known = pricesOf(run.targetId()).get(run.shape());
        learned(new OfPrice(run.targetId(), run.shape(), known == null ? micros : known + GAIN * (micros - known)));
    }

    private void learned(Lesson lesson) {
        recall(lesson);
        fresh.put(List.of(lesson.getClass().getSimpleName(), lesson.subject(), lesson.shape()), lesson);
    }

    /** What was learned since this was asked last, and is to be kept. */
    public List<Lesson> takeFresh() {
        var all = List.copyOf(fresh.values());
        fresh.clear();
        return all;
    }

    public Estimates estimates(Duration unlearned) {
        for (var oldest = lengths.keySet().iterator(); lengths.size() > MOST_LENGTHS; ) {
            oldest.next();
            oldest.remove();
        }
        var all = new ArrayList<Estimates.Estimate>(lengths.size());
        lengths.forEach((key, length) -> all.add(length.estimate(key.shape(), key.grade())));
        return new Estimates(all, unlearned);
    }

    public Odds odds() {
        return new Odds(forms, passes.values());
    }

    /** What is known of a target's prices and loads. */
    public Traits.Learned of(Target target) {
        return Traits.Learned.of(prices.getOrDefault(target.targetId(), Map.of()), timesOfLoads(target.grade()));
    }

    /** On targets of a grade that never loaded anything it takes as long as on others. */
    private double timesOfLoads(String grade) {
        var known = loads.get(grade);
        return known == null
                ? loads.values().stream()
                        .sorted()
                        .mapToDouble(times -> times)
                        .average()
                        .orElse(1)
                : known;
    }

    private Map<String, Double> pricesOf(String targetId) {
        return prices.computeIfAbsent(targetId, _ -> new HashMap<>());
    }
}
