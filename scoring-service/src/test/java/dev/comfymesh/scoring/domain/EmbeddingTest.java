package dev.comfymesh.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EmbeddingTest {
    @Test
    void isADirectionHoweverLongWhatItIsMadeOf() {
        assertThat(Embedding.of("m", new float[] {3, 4}).direction()).containsExactly(0.6f, 0.8f);
        assertThat(Embedding.of("m", new float[] {0x3p100f, 0x4p100f}))
                .isEqualTo(Embedding.of("m", new float[] {3, 4}));
    }

    @Test
    void isComparedByTheCosineOfTheAngle() {
        var east = Embedding.of("m", new float[] {2, 0});

        assertThat(east.cosine(east)).isEqualTo(1);
        assertThat(east.cosine(Embedding.of("m", new float[] {0, 3}))).isZero();
        assertThat(east.cosine(Embedding.of("m", new float[] {-1, -1}))).isCloseTo(-Math.sqrt(0.5), within(1e-7));
    }

    @Test
    void isLikeThoseOfItsModelAlone() {
        var own = Embedding.of("m", new float[] {1, 0});

        assertThat(own.isLike(Embedding.of("m", new float[] {0, 1}))).isTrue();
        assertThat(own.isLike(Embedding.of("other", new float[] {1, 0}))).isFalse();
        assertThat(own.isLike(Embedding.of("m", new float[] {1, 0, 0}))).isFalse();
    }

    @Test
    void isNotMadeOfWhatHasNoDirection() {
        assertThatThrownBy(() -> Embedding.of("m", new float[2])).hasMessageContaining("no direction");
        assertThatThrownBy(() -> Embedding.of("m", new float[] {Float.NaN})).hasMessageContaining("no direction");
    }
}
