package dev.comfymesh.bench;

import dev.comfymesh.bench.Figure.Bound;
import dev.comfymesh.bench.scoring.Defect;
import dev.comfymesh.bench.scoring.Draw;
import dev.comfymesh.bench.scoring.Fit;
import dev.comfymesh.bench.scoring.Photograph;
import dev.comfymesh.bench.scoring.Specimen;
import dev.comfymesh.scoring.adapter.json.JsonProfiles;
import dev.comfymesh.scoring.adapter.json.ProfileFiles;
import dev.comfymesh.scoring.app.Conditions.Checked;
import dev.comfymesh.scoring.app.ProfileVersion;
import dev.comfymesh.scoring.config.ShippedScorers;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Panel;
import dev.comfymesh.scoring.domain.Profile;
import dev.comfymesh.scoring.domain.model.Models;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Whether the good ones of a pool are delivered: how many of so many, beside chance and beside sharpness alone. Half of the
 * photographs, another half for each seed, make the pools; grades are fitted to them, and to the other half, which is how
 * far a fit holds for photographs that it has not seen.
 */
@Command(
        name = "selection",
        description = "What is delivered of pools of good and spoiled photographs; it needs no mesh.")
final class SelectionBench implements Runnable {
    private static final String FEW = "scoring-service/src/test/resources/parity";
    private static final List<String> UNSPOILED = List.of("astronaut.png", "chelsea.png", "coffee.png", "rocket.png");
    private static final String HELD_OUT = "fitted to others";
    private static final List<String> PROFILES = List.of("generic", "clean");

    @Option(names = "--photos", description = "A folder of photographs; without it the four small ones of the tests.")
    @Nullable
    Path photos;

    @Option(
            names = "--learn",
            description = "Fit to the photographs of this folder, and make pools of all of --photos.")
    @Nullable
    Path learn;

    @Option(names = "--good", description = "How many of a pool are good, a quarter of it (${DEFAULT-VALUE}).")
    int good = 60;

    @Option(names = "--levels", description = "Of five, how many of the strongest damage is of (${DEFAULT-VALUE}).")
    int levels = 1;

    @Option(names = "--seeds", description = "How many times photographs are parted (${DEFAULT-VALUE}).")
    int seeds = 20;

    /** A pool is made of some specimens, and grades are fitted to others. */
    private record Trial(long seed, List<Specimen> made, List<Specimen> learnt) {}

    /** What chooses from a pool; it may look at the specimens that it can learn from. */
    private interface Judge {
        List<Specimen> choose(Draw draw, Trial trial);
    }

    /** What was delivered of each pool, by chance, by a measurement or under a profile. */
    private record Tally(List<Double> precisions, Map<Defect, Integer> wrong) {
        Tally() {
            this(new ArrayList<>(), new EnumMap<>(Defect.class));
        }

        void add(Draw draw, List<Specimen> delivered) {
            var mistakes = draw.wrong(delivered);
            precisions.add((double) (delivered.size() - mistakes.size()) / draw.good());
            mistakes.forEach(one -> wrong.merge(Objects.requireNonNull(one.defect()), 1, Integer::sum));
        }

        double mean() {
            return precisions.stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElse(0);
        }

        /** Of so many parts of a hundred of the pools it is at most that. */
        double percentile(int percent) {
            var sorted = precisions.stream().sorted().toList();
            return sorted.get(Math.round(percent / 100f * (sorted.size() - 1)));
        }
    }

    @Override
    public void run() {
        var photographs = photos == null
                ? Photograph.in(Machine.root().resolve(FEW)).stream()
                        .filter(photograph -> UNSPOILED.contains(photograph.name()))
                        .toList()
                : Photograph.in(photos);
        if (photos == null) {
            System.out.println("Parts of four small photographs: pools are smaller. Give --photos for a fair figure.");
        }
        var profiles = profiles();
        var wanted = EnumSet.noneOf(Dimension.class);
        profiles.forEach(profile -> wanted.addAll(profile.wanted()));
        var all = specimens(photographs, wanted);
        var learnt = learn == null ? List.<Specimen>of() : specimens(Photograph.in(learn), wanted);
        var trials = LongStream.range(0, seeds)
                .boxed()
                .flatMap(seed -> learn == null ? halves(all, seed) : Stream.of(new Trial(seed, all, learnt)))
                .toList();
        var report = new Report("selection");
        report.json()
                .put("photographs", photographs.size())
                .put("levels", levels)
                .put("pools", trials.size());
        judges(profiles).forEach((who, judge) -> tell(report, who, judge, trials));
        report.publish();
    }

    private List<Specimen> specimens(List<Photograph> photographs, Set<Dimension> wanted) {
        return Specimen.of(photographs, levels, new Panel(ShippedScorers.all(Models.NONE), System::nanoTime), wanted);
    }

    /** Either half makes a pool, and the other is learnt from. */
    private static Stream<Trial> halves(List<Specimen> all, long seed) {
        var names = new ArrayList<>(
                all.stream().map(Specimen::photograph).distinct().toList());
        Collections.shuffle(names, new Random(seed));
        var first = Set.copyOf(names.subList(0, names.size() / 2));
        var halves = all.stream().collect(Collectors.partitioningBy(one -> first.contains(one.photograph())));
        var one = Objects.requireNonNull(halves.get(true));
        var other = Objects.requireNonNull(halves.get(false));
        return Stream.of(new Trial(seed, one, other), new Trial(seed, other, one));
    }

    private static Map<String, Judge> judges(List<Profile> profiles) {
        var judges = new LinkedHashMap<String, Judge>();
        judges.put("random", SelectionBench::byChance);
        judges.put("sharpness alone", SelectionBench::bySharpness);
        profiles.forEach(profile -> judges.put(profile.name(), (draw, _) -> draw.selected(profile)));
        judges.put("fitted", (draw, trial) -> draw.selected(Fit.profile(trial.made(), Set.of())));
        judges.put(HELD_OUT, (draw, trial) -> draw.selected(Fit.profile(trial.learnt(), Set.of())));
        for (var dimension : List.of(Dimension.GAPS, Dimension.ENLARGEMENT)) {
            judges.put(
                    HELD_OUT + ", without " + dimension.word(),
                    (draw, trial) -> draw.selected(Fit.profile(trial.learnt(), Set.of(dimension))));
        }
        return judges;
    }

    private void tell(Report report, String who, Judge judge, List<Trial> trials) {
        var tally = new Tally();
        var drawn = 0;
        for (var trial : trials) {
            var draw = Draw.of(trial.made(), good, new Random(trial.seed()));
            drawn = draw.good();
            tally.add(draw, judge.choose(draw, trial));
        }
        var must = who.equals(HELD_OUT) ? Bound.atLeast(0.95, 0.98) : Bound.NONE;
        report.add("precision at %d, %s".formatted(drawn, who), tally.mean(), "", must);
        report.add("  of 95 in 100 pools, at least", tally.percentile(5), "");
        var json = report.json().putObject(who.replace(",", "").replace(' ', '_'));
        json.put("good", drawn);
        json.put("precision", Math.round(tally.mean() * 1000) / 1000.0);
        json.put("precision_p5", tally.percentile(5));
        json.put("precision_p95", tally.percentile(95));
        var wrong = json.putObject("wrong");
        tally.wrong().forEach((defect, count) -> wrong.put(defect.name().toLowerCase(Locale.ROOT), count));
        System.out.printf("  %-30s wrongly delivered in %d pools: %s%n", who, trials.size(), wrong);
    }

    private static List<Specimen> byChance(Draw draw, Trial trial) {
        return new Random(trial.seed())
                .ints(0, draw.members().size())
                .distinct()
                .limit(draw.good())
                .mapToObj(draw.members()::get)
                .toList();
    }

    private static List<Specimen> bySharpness(Draw draw, Trial trial) {
        return draw.members().stream()
                .sorted(Comparator.comparingDouble(
                                (Specimen one) -> one.measurements().of(Dimension.SHARPNESS))
                        .reversed())
                .limit(draw.good())
                .toList();
    }

    private static List<Profile> profiles() {
        var format = new JsonProfiles(expression -> new Checked.Faulty(1, 1, expression + " is not expected here"));
        return ProfileFiles.read(PROFILES, format).stream()
                .map(ProfileVersion::profile)
                .toList();
    }
}
