package dev.comfymesh.scoring.domain;

import java.util.Arrays;

/** Which way a picture or a text lies in the space of a model: a direction, of length one. */
public final class Embedding {
    private final String model;
    private final float[] direction;

    /**
     * Takes the array over: nobody may write to it any more.
     *
     * @param model the digest of what made it; others' directions mean something else
     */
    public Embedding(String model, float[] direction) {
        this.model = model;
        this.direction = direction;
    }

    /** Of numbers of any length. */
    public static Embedding of(String model, float[] numbers) {
        var squares = 0.0;
        for (var number : numbers) {
            squares += (double) number * number;
        }
        if (!(squares > 0 && squares < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "numbers whose squares are %s together have no direction".formatted(squares));
        }
        var length = Math.sqrt(squares);
        var direction = new float[numbers.length];
        for (var at = 0; at < direction.length; at++) {
            direction[at] = (float) (numbers[at] / length);
        }
        return new Embedding(model, direction);
    }

    public String model() {
        return model;
    }

    public int width() {
        return direction.length;
    }

    /** A copy. */
    public float[] direction() {
        return direction.clone();
    }

    /** Whether the two can be compared as pictures of one model. */
    public boolean isLike(Embedding other) {
        return model.equals(other.model) && width() == other.width();
    }

    /** From -1 to 1, the same; of two of one width. */
    public double cosine(Embedding other) {
        if (width() != other.width()) {
            throw new IllegalArgumentException("%d numbers against %d".formatted(width(), other.width()));
        }
        var product = 0.0;
        var own = 0.0;
        var others = 0.0;
        for (var at = 0; at < direction.length; at++) {
            product += (double) direction[at] * other.direction[at];
            own += (double) direction[at] * direction[at];
            others += (double) other.direction[at] * other.direction[at];
        }
        // Rounded to floats, directions are not quite of length one.
        return Math.clamp(product / Math.sqrt(own * others), -1, 1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Embedding embedding
                && model.equals(embedding.model)
                && Arrays.equals(direction, embedding.direction);
    }

    @Override
    public int hashCode() {
        return 31 * model.hashCode() + Arrays.hashCode(direction);
    }

    @Override
    public String toString() {
        return "%d numbers of %s".formatted(width(), model);
    }
}
