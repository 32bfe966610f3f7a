package dev.comfymesh.systemtests;

import dev.comfymesh.systemtests.agent.KillPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** One blow of a script: what happens to a part some time after the last one. */
record Strike(Duration after, String part, Blow blow) {
    /** What may happen to a part. */
    sealed interface Blow {
        /** It is killed, and back after some time. */
        record Kill(Duration away) implements Blow {}

        /** It stands still for some time. */
        record Stop(Duration away) implements Blow {}

        /** It is killed, and back at once only to die by itself at its n-th arrival at a point. */
        record Trap(KillPoint point, int arrivals) implements Blow {}
    }

    /** At random, most of them on services; away for as long as a restart takes, or a lease. */
    static Strike random(RandomGenerator dice, List<String> parts) {
        var part = parts.get(dice.nextInt(parts.size()));
        var away = Duration.ofMillis(dice.nextInt(10) == 0 ? dice.nextInt(16_000, 20_000) : dice.nextInt(3_000));
        var points = List.of(KillPoint.values()).stream()
                .filter(point -> point.services().contains(kindOf(part)))
                .toList();
        var blow = switch (dice.nextInt(5)) {
            case 0 -> new Blow.Stop(away);
            case 1 ->
                points.isEmpty()
                        ? new Blow.Kill(away)
                        : new Blow.Trap(points.get(dice.nextInt(points.size())), dice.nextInt(1, 12));
            default -> new Blow.Kill(away);
        };
        return new Strike(Duration.ofMillis(dice.nextInt(200, 3_000)), part, blow);
    }

    static List<Strike> script(RandomGenerator dice, List<String> parts, int count) {
        var script = new ArrayList<Strike>();
        for (int index = 0; index < count; index++) {
            script.add(random(dice, parts));
        }
        return List.copyOf(script);
    }

    void on(MeshUnderTest mesh) {
        var struck = mesh.part(part);
        switch (blow) {
            case Blow.Kill(var away) -> {
                struck.kill();
                Pause.of(away);
                struck.start();
            }
            case Blow.Stop(var away) -> {
                struck.pause();
                Pause.of(away);
                struck.resume();
            }
            case Blow.Trap(var point, var arrivals) -> {
                struck.kill();
                struck.startWith(mesh.agent().killing(point, arrivals));
            }
        }
    }

    boolean kills() {
        return !(blow instanceof Blow.Stop);
    }

    static String kindOf(String part) {
        return part.replaceAll("-.*", "");
    }

    @Override
    public String toString() {
        return "+%d ms: %s %s".formatted(after.toMillis(), part, blow);
    }
}
