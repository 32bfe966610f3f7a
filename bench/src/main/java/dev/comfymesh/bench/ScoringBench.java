package dev.comfymesh.bench;

import dev.comfymesh.bench.Figure.Bound;
import dev.comfymesh.bench.scoring.Photograph;
import dev.comfymesh.local.JvmFlags;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long a pool takes to be examined in every dimension, with the memory of a service, beside the same in Python. */
@Command(
        name = "scoring",
        description = "A pool examined in every dimension, beside the same in Python; it needs no mesh.")
final class ScoringBench implements Runnable {
    private static final String FEW = "scoring-service/src/test/resources/parity";
    private static final int FILES = 12;

    @Option(names = "--photos", description = "A folder of photographs; without it the few small ones of the tests.")
    @Nullable
    Path photos;

    @Option(names = "--candidates", description = "How many are examined (${DEFAULT-VALUE}).")
    int candidates = 240;

    @Option(names = "--side", description = "Their width and height (${DEFAULT-VALUE}).")
    int side = 1024;

    @Option(names = "--workers", description = "How many at once (${DEFAULT-VALUE}).")
    int workers = 2;

    @Option(names = "--python", description = "With NumPy, SciPy, Pillow and OpenCV (${DEFAULT-VALUE}).")
    String python = "python3";

    @Option(
            names = "--clip",
            description =
                    "Also by a CLIP as large as ViT-B/32, of random weights; PYTHON then needs ONNX Runtime too, and PyTorch"
                            + " and Transformers to make it.")
    boolean clip;

    /** The folder of models, if any. */
    private List<String> models = List.of();

    /** What a process said when it had ended, by key, and how long it took. */
    private record Outcome(double seconds, Map<String, Long> said) {
        double cpuMillis(int count) {
            return (double) said.getOrDefault("cpu_ms", 0L) / count;
        }

        double residentMib() {
            return said.getOrDefault("resident_kib", 0L) / 1024.0;
        }
    }

    @Override
    public void run() {
        var directory = Directory.temporary();
        try {
            var folder = directory.of("candidates");
            writeCandidates(folder);
            if (clip && !RandomClip.write(python, directory.of("models"))) {
                System.out.printf(
                        "%s has not all of PyTorch, Transformers and ONNX: there is no CLIP to measure by.%n", python);
                return;
            }
            models = clip ? List.of(directory.of("models").toString()) : List.of();
            var report = new Report(clip ? "scoring-clip" : "scoring");
            tell(report, "service", java(folder, JvmFlags.ofService("scoring")).orElseThrow());
            var compiled = JvmFlags.ofService("scoring").stream()
                    .filter(flag -> !flag.contains("TieredStopAtLevel"))
                    .toList();
            tell(report, "service_optimised", java(folder, compiled).orElseThrow());
            python(folder)
                    .ifPresentOrElse(
                            peer -> tell(report, "python", peer),
                            () -> System.out.printf(
                                    "%s has not all of NumPy, SciPy, Pillow and OpenCV: its side is left out.%n",
                                    python));
            report.publish();
        } finally {
            directory.delete();
        }
    }

    private void tell(Report report, String who, Outcome outcome) {
        var perImage = 1_000 * outcome.seconds() / candidates;
        var ours = !who.equals("python");
        report.add(who + ": the pool", outcome.seconds(), "s", ours ? limit() : Bound.NONE);
        report.add("  elapsed per picture", perImage, "ms");
        report.add("  CPU per picture", outcome.cpuMillis(candidates), "ms");
        report.add("  resident at most", outcome.residentMib(), "MiB", ours ? Bound.atMost(1_024, 512) : Bound.NONE);
        var json = report.json().putObject(who);
        json.put("pool240_s", Report.rounded(outcome.seconds() * 240 / candidates));
        json.put("ms_per_image", Report.rounded(perImage));
        json.put("cpu_ms_per_image", Report.rounded(outcome.cpuMillis(candidates)));
        json.put("rss_mib", Report.rounded(outcome.residentMib()));
        var scorers = json.putObject("scorer_ms_per_image");
        outcome.said().forEach((key, millis) -> {
            if (key.contains("@")) {
                report.add("  " + key, (double) millis / candidates, "ms");
                scorers.put(key, Report.rounded((double) millis / candidates));
            }
        });
    }

    /** In seconds for a pool of 240. */
    private Bound limit() {
        return clip ? Bound.atMost(60, 20) : Bound.atMost(30, 10);
    }

    /** Photographs of one size under a little noise, so that their files are as large as generated ones. */
    private void writeCandidates(Path folder) {
        var photographs = Photograph.in(photos == null ? Machine.root().resolve(FEW) : photos).stream()
                .filter(photograph -> Math.min(
                                photograph.image().getWidth(),
                                photograph.image().getHeight())
                        > 100)
                .toList();
        for (var index = 0; index < FILES; index++) {
            var image = enlarged(photographs.get(index % photographs.size()).image(), new Random(index));
            try {
                ImageIO.write(image, "png", folder.resolve(index + ".png").toFile());
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    private BufferedImage enlarged(BufferedImage image, Random random) {
        var enlarged = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        var canvas = enlarged.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        canvas.drawImage(image, 0, 0, side, side, null);
        canvas.dispose();
        for (var index = 0; index < side * side; index++) {
            enlarged.setRGB(
                    index % side, index / side, enlarged.getRGB(index % side, index / side) ^ random.nextInt(4));
        }
        return enlarged;
    }

    private Optional<Outcome> java(Path folder, List<String> flags) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("dev.comfymesh.bench.scoring.PoolRun");
        command.addAll(List.of(folder.toString(), Integer.toString(candidates), Integer.toString(workers)));
        command.addAll(models);
        return outcome(command);
    }

    private Optional<Outcome> python(Path folder) {
        var script = Machine.root().resolve("bench/src/main/python/scoring.py").toString();
        var shipped = Machine.root()
                .resolve("scoring-service/src/main/resources/models")
                .toString();
        var numbers = List.of(folder.toString(), Integer.toString(candidates), Integer.toString(workers), shipped);
        var command = new ArrayList<>(List.of(python, script));
        command.addAll(numbers);
        command.addAll(models);
        return outcome(command);
    }

    /** Empty when the process failed. */
    private static Optional<Outcome> outcome(List<String> command) {
        var begin = System.nanoTime();
        try {
            var child = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
            // ONNX Runtime breaks over a long command line.
            child.environment().put("CLASSPATH", System.getProperty("java.class.path"));
            var process = child.start();
            var said = new LinkedHashMap<String, Long>();
            for (var line : new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                var words = line.split(" ");
                said.put(words[0], Long.parseLong(words[1]));
            }
            var failed = process.waitFor() != 0;
            return failed ? Optional.empty() : Optional.of(new Outcome((System.nanoTime() - begin) / 1e9, said));
        } catch (IOException missing) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
