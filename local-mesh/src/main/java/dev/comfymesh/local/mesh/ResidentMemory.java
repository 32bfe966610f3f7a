package dev.comfymesh.local.mesh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How much memory processes hold, in MiB. What several of them share counts once where the system tells it apart. */
final class ResidentMemory {
    private static final Pattern PROPORTIONAL = Pattern.compile("(?m)^Pss: +(\\d+) kB$");
    private static final int KIB_PER_MIB = 1024;

    private ResidentMemory() {}

    /** Empty where the system does not say. */
    static Optional<Long> of(List<ProcessHandle> processes) {
        try {
            var kib = processes.size() > 1 && Files.exists(rollup(ProcessHandle.current()))
                    ? proportional(processes)
                    : resident(processes);
            return Optional.of(kib / KIB_PER_MIB);
        } catch (IOException | NumberFormatException unknown) {
            return Optional.empty();
        }
    }

    private static long proportional(List<ProcessHandle> processes) throws IOException {
        var kib = 0L;
        for (var process : processes) {
            var found = PROPORTIONAL.matcher(Files.readString(rollup(process)));
            kib += found.find() ? Long.parseLong(found.group(1)) : 0;
        }
        return kib;
    }

    private static long resident(List<ProcessHandle> processes) throws IOException {
        var pids =
                processes.stream().map(process -> Long.toString(process.pid())).collect(Collectors.joining(","));
        var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", pids).start();
        var lines = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).lines();
        return lines.mapToLong(line -> Long.parseLong(line.trim())).sum();
    }

    private static Path rollup(ProcessHandle process) {
        return Path.of("/proc", Long.toString(process.pid()), "smaps_rollup");
    }
}
