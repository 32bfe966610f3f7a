package dev.comfymesh.testkit.planted.domain;

import java.util.Random;

final class RollsDice {
    int roll() {
        return new Random().nextInt(6);
    }
}
