package dev.comfymesh.testkit.planted.domain;

import java.time.Instant;

final class ReadsTheClock {
    Instant at() {
        return Instant.now();
    }
}
