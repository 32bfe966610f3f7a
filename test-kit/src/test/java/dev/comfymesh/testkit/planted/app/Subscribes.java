package dev.comfymesh.testkit.planted.app;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

final class Subscribes {
    Cancellable start(Uni<String> work) {
        return work.subscribe().with(_ -> {});
    }
}
