package dev.comfymesh.bench.scoring;

import dev.comfymesh.scoring.adapter.imageio.ImageIoDecoder;
import dev.comfymesh.scoring.app.Examiner;
import dev.comfymesh.scoring.config.ShippedScorers;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Examination.Measured;
import dev.comfymesh.scoring.domain.Guard;
import dev.comfymesh.scoring.domain.Measurements.Run;
import dev.comfymesh.scoring.domain.Panel;
import dev.comfymesh.scoring.domain.model.Models;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * A pool of candidates, examined as the service does it, in a process of its own: the files of a folder, again and again up
 * to a count, by so many workers, in all dimensions. Prints what the process cost, and how many milliseconds each scorer took
 * together.
 */
public final class PoolRun {
    private static final Set<Dimension> ALL = EnumSet.allOf(Dimension.class);

    private PoolRun() {}

    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        var files = files(Path.of(arguments[0]));
        var count = Integer.parseInt(arguments[1]);
        var examiner = new Examiner(
                new Guard(67_108_864, 16_777_216, 16_384),
                new ImageIoDecoder(),
                new Panel(ShippedScorers.all(models(arguments)), System::nanoTime));
        var micros = new TreeMap<String, Long>();
        try (var workers = Executors.newFixedThreadPool(Integer.parseInt(arguments[2]))) {
            var tasks = IntStream.range(0, count)
                    .mapToObj(index -> (Callable<List<Run>>) () -> examine(examiner, files.get(index % files.size())))
                    .toList();
            for (var done : workers.invokeAll(tasks)) {
                done.get().forEach(run -> micros.merge(run.scorer(), run.micros(), Long::sum));
            }
        }
        System.out.println("cpu_ms "
                + ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElseThrow()
                        .toMillis());
        System.out.println("resident_kib " + mostResidentKib());
        micros.forEach((scorer, sum) -> System.out.println(scorer + " " + sum / 1_000));
    }

    /** Those of the folder in the fourth argument, if there is one. */
    private static Models models(String[] arguments) {
        return arguments.length > 3 ? new FolderModels(Path.of(arguments[3])) : Models.NONE;
    }

    private static String mostResidentKib() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.replaceAll("\\D", ""))
                .findFirst()
                .orElse("0");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static List<Run> examine(Examiner examiner, Path file) {
        try {
            if (examiner.examine(Files.readAllBytes(file), ALL) instanceof Measured measured) {
                return measured.measurements().runs();
            }
            throw new IllegalStateException(file + " could not be measured");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
