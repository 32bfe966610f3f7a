package dev.comfymesh.scoring.domain.model;

import java.util.Arrays;

/** Numbers in as many directions as the shape says, the last one first: as many as the product of its sides. */
public sealed interface Tensor {
    int[] shape();

    record Floats(int[] shape, float[] values) implements Tensor {
        public Floats {
            check(shape, values.length);
        }
    }

    record Longs(int[] shape, long[] values) implements Tensor {
        public Longs {
            check(shape, values.length);
        }
    }

    private static void check(int[] shape, int count) {
        if (Arrays.stream(shape).reduce(1, Math::multiplyExact) != count) {
            throw new IllegalArgumentException("%d numbers do not fill %s".formatted(count, Arrays.toString(shape)));
        }
    }
}
