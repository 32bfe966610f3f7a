package dev.comfymesh.testkit.planted.domain;

import java.util.UUID;

final class MakesItsOwnId {
    UUID id() {
        return UUID.randomUUID();
    }
}
