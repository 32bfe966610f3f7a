package dev.comfymesh.systemtests;

import dev.comfymesh.systemtests.agent.KillPoint;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Services that die at the worst moments there are; {@link KillPointsLong} tries all of them in all services. */
class KillPointsIT {
    @ParameterizedTest
    @CsvSource({"ingest, BEFORE_COMMIT", "router, AFTER_COMMIT", "scoring, BEFORE_ACK", "executor, AFTER_SUBMIT"})
    void loseNothing(String service, KillPoint point) throws Exception {
        new DeathAtAPoint(SharedMesh.whole(), service, point, 1).play();
    }
}
