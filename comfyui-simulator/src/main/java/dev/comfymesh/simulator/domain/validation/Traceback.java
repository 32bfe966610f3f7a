package dev.comfymesh.simulator.domain.validation;

import java.util.Arrays;
import java.util.List;

/** The frames of a failure as texts; never empty. */
public final class Traceback {

    private static final int DEEPEST = 12;

    private Traceback() {}

    public static List<String> of(Throwable failure) {
        var frames = Arrays.stream(failure.getStackTrace())
                .limit(DEEPEST)
                .map(frame -> "  at " + frame + "\n")
                .toList();
        return frames.isEmpty() ? List.of("  at an unknown place\n") : frames;
    }
}
