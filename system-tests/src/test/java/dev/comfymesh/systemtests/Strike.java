package dev.comfymesh.systemtests;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** One blow of a script: some time after the last, a part is killed or stopped, and back after some more time. */
record Strike(Duration after, Kind kind, String part, Duration away) {
    enum Kind {
        KILL,
        STOP
    }

    /** At random, most of them on services; away for as long as a restart takes, or a lease. */
    static Strike random(RandomGenerator dice, List<String> parts) {
        return new Strike(
                Duration.ofMillis(dice.nextInt(200, 4_000)),
                dice.nextInt(3) == 0 ? Kind.STOP : Kind.KILL,
                parts.get(dice.nextInt(parts.size())),
                Duration.ofMillis(dice.nextInt(6) == 0 ? dice.nextInt(16_000, 20_000) : dice.nextInt(3_000)));
    }

    static List<Strike> script(RandomGenerator dice, List<String> parts, int count) {
        var script = new ArrayList<Strike>();
        for (int index = 0; index < count; index++) {
            script.add(random(dice, parts));
        }
        return List.copyOf(script);
    }

    void on(Part struck) {
        switch (kind) {
            case KILL -> {
                struck.kill();
                Pause.of(away);
                struck.start();
            }
            case STOP -> {
                struck.pause();
                Pause.of(away);
                struck.resume();
            }
        }
    }

    @Override
    public String toString() {
        return "+%d ms: %s %s for %d ms".formatted(after.toMillis(), kind, part, away.toMillis());
    }
}
