package dev.comfymesh.systemtests;

import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** Time that a script lets pass, because that is what it is about; nothing is expected to have happened after it. */
final class Pause {
    private Pause() {}

    static void of(Duration time) {
        if (time.isPositive()) {
            await().pollDelay(time).atMost(time.plusMinutes(1)).until(() -> true);
        }
    }
}
