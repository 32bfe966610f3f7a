package dev.comfymesh.testkit.planted.app;

import java.util.concurrent.CompletableFuture;

final class JoinsAFuture {
    String result(CompletableFuture<String> work) {
        return work.join();
    }
}
