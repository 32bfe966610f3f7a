package dev.comfymesh.executor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RunHistoryTest {
    private static final Instant START = Instant.parse("2026-11-22T06:00:00Z");

    @Test
    void anEventThatBeginsANodeEndsTheOneBefore() {
        var run = RunTimes.from(START)
                .began("1", START.plusMillis(10))
                .began("2", START.plusMillis(110))
                .began("1", START.plusMillis(150))
                .over(START.plusMillis(200));

        assertThat(RunHistory.NONE.after(run).nodeMillis()).isEqualTo(Map.of("1", 150.0, "2", 40.0));
    }

    @Test
    void isTheMeanOfTheFirstRuns() {
        var history = RunHistory.NONE.after(took("1", 100)).after(took("1", 300));

        assertThat(history).isEqualTo(new RunHistory(2, new TreeMap<>(Map.of("1", 200.0))));
    }

    @Test
    void followsANodeThatBecameSlower() {
        var history = new RunHistory(1000, new TreeMap<>(Map.of("1", 100.0)));

        assertThat(history.after(took("1", 200)).millisOf("1")).isEqualTo(110);
    }

    @Test
    void keepsWhatItKnowsOfNodesThatTheCacheHad() {
        var history = RunHistory.NONE.after(took("1", 100)).after(took("2", 50));

        assertThat(history.nodeMillis()).isEqualTo(Map.of("1", 100.0, "2", 50.0));
    }

    private static RunTimes took(String node, int millis) {
        return RunTimes.from(START).began(node, START).over(START.plusMillis(millis));
    }
}
