package dev.comfymesh.testkit.planted.app;

import io.smallrye.mutiny.Uni;

interface CanBeDropped {
    Uni<Void> store(String row);
}
