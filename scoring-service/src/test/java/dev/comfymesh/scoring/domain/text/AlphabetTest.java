package dev.comfymesh.scoring.domain.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comfymesh.scoring.domain.model.Tensor.Floats;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlphabetTest {
    private static final int NONE = 0;
    private static final int A = 1;
    private static final int B = 2;
    private static final int BLANK = 3;

    private final Alphabet alphabet = new Alphabet(List.of("a", "b"));

    @Test
    void readsACharacterOnceHoweverManyStepsItTakes() {
        assertThat(alphabet.spell(steps(NONE, A, A, NONE, B, B)).text()).isEqualTo("ab");
    }

    @Test
    void readsADoubledCharacterWhereNoneStandsBetween() {
        assertThat(alphabet.spell(steps(A, NONE, A, BLANK, B)).text()).isEqualTo("aa b");
    }

    @Test
    void isAsSureAsItsCharactersAreInTheMean() {
        assertThat(alphabet.spell(steps(NONE, A)).confidence()).isEqualTo(0.75);
        assertThat(alphabet.spell(steps(NONE, NONE))).isEqualTo(new Alphabet.Spelling("", 0));
    }

    @Test
    void objectsToAnotherNetworksAnswers() {
        assertThatThrownBy(() -> alphabet.spell(new Floats(new int[] {1, 1, 9}, new float[9])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Floats steps(int... places) {
        var values = new float[places.length * 4];
        for (var step = 0; step < places.length; step++) {
            values[step * 4 + places[step]] = 0.75f;
        }
        return new Floats(new int[] {1, places.length, 4}, values);
    }
}
