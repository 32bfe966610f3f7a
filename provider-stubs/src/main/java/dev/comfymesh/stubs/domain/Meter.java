package dev.comfymesh.stubs.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the provider bills: its own record, which no client can change. One line for each job that is over. */
public final class Meter {
    public record Line(String requestId, Instant at, String ending, long micros) {}

    private final List<Line> lines = new ArrayList<>();

    void charge(Job job, Instant at, long micros) {
        lines.add(new Line(job.id(), at, job.stage().name(), micros));
    }

    public List<Line> lines() {
        return List.copyOf(lines);
    }

    public long totalMicros() {
        return lines.stream().mapToLong(Line::micros).sum();
    }
}
