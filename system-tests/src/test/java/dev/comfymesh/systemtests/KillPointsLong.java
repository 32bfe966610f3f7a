package dev.comfymesh.systemtests;

import dev.comfymesh.systemtests.agent.KillPoint;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each service dies at each point that it comes by, at an arrival that follows from {@code chaos.seed}; part of no build. */
class KillPointsLong {
    @ParameterizedTest
    @MethodSource
    void loseNothing(String service, KillPoint point, int arrivals) throws Exception {
        new DeathAtAPoint(SharedMesh.whole(), service, point, arrivals).play();
    }

    static Stream<Arguments> loseNothing() {
        var dice = new SplittableRandom(Long.getLong("chaos.seed", 1));
        return Stream.of(KillPoint.values())
                .flatMap(point ->
                        point.services().stream().map(service -> Arguments.of(service, point, dice.nextInt(1, 6))));
    }
}
