package dev.comfymesh.testkit.planted.app;

import io.smallrye.mutiny.Uni;

final class Awaits {
    String now(Uni<String> work) {
        return work.await().indefinitely();
    }
}
