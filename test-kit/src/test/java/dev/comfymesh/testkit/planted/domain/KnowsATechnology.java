package dev.comfymesh.testkit.planted.domain;

import io.smallrye.mutiny.Uni;

interface KnowsATechnology {
    Uni<String> answer();
}
