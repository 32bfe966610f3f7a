package dev.comfymesh.testkit.planted.domain;

import java.util.function.LongSupplier;

final class ReadsTheMonotonicClock {
    LongSupplier nanos() {
        return System::nanoTime;
    }
}
