package dev.comfymesh.executor.domain.provider;

import dev.comfymesh.executor.domain.Graph;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One attempt as a provider is to take it: what to do, by when, and where to tell the end of it. {@code files} are those that a
 * graph reads: what the provider called each when it was brought there, by what the graph calls it; the parameters of a model
 * call them so already.
 */
public record Commission(
        UUID attemptId,
        Work work,
        Map<String, String> files,
        Duration startWithin,
        Duration runWithin,
        @Nullable String webhook) {
    public Commission {
        if (!startWithin.isPositive() || !runWithin.isPositive()) {
            throw new IllegalArgumentException("no time to start or to run: " + startWithin + ", " + runWithin);
        }
        files = Map.copyOf(files);
    }

    /** Of work that reads no file. */
    public Commission(UUID attemptId, Work work, Duration startWithin, Duration runWithin, @Nullable String webhook) {
        this(attemptId, work, Map.of(), startWithin, runWithin, webhook);
    }

    public Duration within() {
        return startWithin.plus(runWithin);
    }

    /** Of a commission for a provider that takes graphs. */
    public Graph graph() {
        if (work instanceof Work.AnyGraph(var graph)) {
            return graph;
        }
        throw new IllegalArgumentException("this provider takes graphs, not " + work);
    }

    /** Of a commission for a provider that takes models. */
    public Work.Model model() {
        if (work instanceof Work.Model model) {
            return model;
        }
        throw new IllegalArgumentException("this provider takes models, not graphs");
    }
}
