package dev.comfymesh.ingest.domain.workflow;

import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalInt;

/** All releases of one environment, the first one first: and what it would run had the last one not been. */
public record Releases(List<Release> all) {
    public Releases {
        all = List.copyOf(all);
    }

    /**
     * The number of the version to roll back to. Rolling back twice goes back by two: a version that was given up is not come
     * back to.
     */
    public OptionalInt before() {
        var line = new ArrayDeque<Integer>();
        for (var release : all) {
            if (release.action() == Release.Action.ROLL_BACK) {
                line.pop();
            } else if (line.isEmpty() || line.peek() != release.version()) {
                line.push(release.version());
            }
        }
        line.poll();
        return line.isEmpty() ? OptionalInt.empty() : OptionalInt.of(line.peek());
    }

    public int nextNumber() {
        return all.size() + 1;
    }
}
