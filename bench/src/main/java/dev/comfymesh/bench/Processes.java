package dev.comfymesh.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What processes and their children cost so far. */
record Processes(List<ProcessHandle> parents) {
    private static final int KIB_PER_MIB = 1024;

    Duration cpuTime() {
        return all().map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    long residentMib() {
        var pids = all().map(process -> Long.toString(process.pid())).collect(Collectors.joining(","));
        try {
            var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", pids).start();
            var lines = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).lines();
            return lines.mapToLong(line -> Long.parseLong(line.trim())).sum() / KIB_PER_MIB;
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private Stream<ProcessHandle> all() {
        return parents.stream().flatMap(parent -> Stream.concat(Stream.of(parent), parent.descendants()));
    }
}
