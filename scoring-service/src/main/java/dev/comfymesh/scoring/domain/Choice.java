package dev.comfymesh.scoring.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a profile chooses among candidates that pass.
 *
 * @param minDistanceBits in how many bits the fingerprints of two delivered pictures differ at least; with 0 they may be
 *     the same
 * @param maxCosine from which cosine of their embeddings on two are one picture to the eye; null where embeddings are not
 *     compared
 * @param diversity how much looking unlike those already chosen weighs against the score: 0 is not at all
 * @param relax the codes of gates that may be given up, the first one first, when too few pass and no more can come
 */
public record Choice(int minDistanceBits, @Nullable Double maxCosine, double diversity, List<String> relax) {
    /** For a profile that does not say: nearer ones are one picture to the eye, as a rule. */
    public static final int USUAL_MIN_DISTANCE_BITS = 8;

    /** Without embeddings. */
    public Choice(int minDistanceBits, double diversity, List<String> relax) {
        this(minDistanceBits, null, diversity, relax);
    }

    public Choice {
        if (minDistanceBits < 0 || minDistanceBits > Long.SIZE) {
            throw new IllegalArgumentException("minDistanceBits %d is not in [0, 64]".formatted(minDistanceBits));
        }
        if (maxCosine != null && !(maxCosine > 0 && maxCosine <= 1)) {
            throw new IllegalArgumentException("maxCosine %s is not in (0, 1]".formatted(maxCosine));
        }
        if (!(diversity >= 0 && diversity < 1)) {
            throw new IllegalArgumentException("diversity %s is not in [0, 1)".formatted(diversity));
        }
        relax = List.copyOf(relax);
    }

    /** Whether it takes the embeddings of the pictures. */
    public boolean comparesEmbeddings() {
        return maxCosine != null;
    }
}
