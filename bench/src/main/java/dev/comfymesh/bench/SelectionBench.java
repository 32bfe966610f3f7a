package dev.comfymesh.bench;

import dev.comfymesh.bench.Figure.Bound;
import dev.comfymesh.bench.scoring.Defect;
import dev.comfymesh.bench.scoring.Draw;
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
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether the good ones of a pool are delivered: how many of so many, beside chance and beside sharpness alone. */
@Command(
        name = "selection",
        description = "What is delivered of pools of good and spoiled photographs; it needs no mesh.")
final class SelectionBench implements Runnable {
    private static final String FEW = "scoring-service/src/test/resources/parity";
    private static final List<String> UNSPOILED = List.of("astronaut.png", "chelsea.png", "coffee.png", "rocket.png");
    private static final List<String> PROFILES = List.of("generic", "clean");

    @Option(names = "--photos", description = "A folder of photographs; without it the four small ones of the tests.")
    @Nullable
    Path photos;

    @Option(names = "--good", description = "How many of a pool are good, a quarter of it (${DEFAULT-VALUE}).")
    int good = 60;

    @Option(names = "--levels", description = "Of five, how many of the strongest damage is of (${DEFAULT-VALUE}).")
    int levels = 1;

    @Option(names = "--seeds", description = "How many pools are drawn (${DEFAULT-VALUE}).")
    int seeds = 20;

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

        double worst() {
            return precisions.stream().mapToDouble(Double::doubleValue).min().orElse(0);
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
        var all =
                Specimen.of(photographs, levels, new Panel(ShippedScorers.all(Models.NONE), System::nanoTime), wanted);
        var report = new Report("selection");
        report.json()
                .put("photographs", photographs.size())
                .put("levels", levels)
                .put("seeds", seeds);
        tell(report, "calibration", half(all, photographs, 0), profiles);
        tell(report, "held out", half(all, photographs, 1), profiles);
        report.publish();
    }

    /** Thresholds were chosen on every other photograph by name, the first included; the others have never been looked at. */
    private static List<Specimen> half(List<Specimen> all, List<Photograph> photographs, int which) {
        var names = IntStream.range(0, photographs.size())
                .filter(index -> index % 2 == which)
                .mapToObj(index -> photographs.get(index).name())
                .toList();
        return all.stream().filter(one -> names.contains(one.photograph())).toList();
    }

    private void tell(Report report, String half, List<Specimen> specimens, List<Profile> profiles) {
        tell(report, half, "random", specimens, SelectionBench::byChance);
        tell(report, half, "sharpness alone", specimens, SelectionBench::bySharpness);
        for (var profile : profiles) {
            tell(report, half, profile.name(), specimens, (draw, _) -> draw.selected(profile));
        }
    }

    private void tell(
            Report report,
            String half,
            String who,
            List<Specimen> specimens,
            BiFunction<Draw, Random, List<Specimen>> choice) {
        var tally = new Tally();
        var drawn = 0;
        for (var seed = 0; seed < seeds; seed++) {
            var random = new Random(seed);
            var draw = Draw.of(specimens, good, random);
            drawn = draw.good();
            tally.add(draw, choice.apply(draw, random));
        }
        var must = who.equals("clean") ? Bound.atLeast(0.95, 0.98) : Bound.NONE;
        report.add("%s: precision at %d, %s".formatted(half, drawn, who), tally.mean(), "", must);
        report.add("  in the worst pool", tally.worst(), "");
        var json = report.json().withObject("/" + half.replace(' ', '_')).putObject(who.replace(' ', '_'));
        json.put("good", drawn);
        json.put("precision", Report.rounded(tally.mean()));
        json.put("worst", Report.rounded(tally.worst()));
        var wrong = json.putObject("wrong");
        tally.wrong().forEach((defect, count) -> wrong.put(defect.name().toLowerCase(Locale.ROOT), count));
        System.out.printf("  %-12s %-16s wrongly delivered in %d pools: %s%n", half, who, seeds, wrong);
    }

    private static List<Specimen> byChance(Draw draw, Random random) {
        return random.ints(0, draw.members().size())
                .distinct()
                .limit(draw.good())
                .mapToObj(draw.members()::get)
                .toList();
    }

    private static List<Specimen> bySharpness(Draw draw, Random random) {
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
