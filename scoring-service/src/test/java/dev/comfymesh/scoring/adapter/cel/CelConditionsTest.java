package dev.comfymesh.scoring.adapter.cel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.scoring.app.Conditions.Checked;
import dev.comfymesh.scoring.domain.Condition;
import dev.comfymesh.scoring.domain.Condition.Answer;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Gap;
import dev.comfymesh.scoring.domain.Measurements;
import dev.comfymesh.scoring.domain.Subject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CelConditionsTest {
    private static final Measurements SHARP = seen(Map.of(Dimension.SHARPNESS, 25.0));
    private static final Measurements SOFT = seen(Map.of(Dimension.SHARPNESS, 5.0, Dimension.NOISE, 2.0));
    private static final Subject SUBJECT = new Subject(3, 77, SHARP, List.of(SHARP, SOFT));

    private final CelConditions conditions = new CelConditions();

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            sharpness > 20                                   ; true
            sharpness > 20.5 && sharpness <= 25              ; true
            sharpness < 20 || sharpness == 25.0              ; true
            sharpness > 30                                   ; false
            sharpness > 30 && noise < 1                      ; false
            sharpness > 20 || noise < 1                      ; true
            candidate.n == 3 && candidate.seed > 70          ; true
            pool.all(other, sharpness >= other.sharpness)    ; true
            pool.exists(other, has(other.noise))             ; true
            size(pool) > 2                                   ; false
            """)
    void answersWhatCanBeKnown(String expression, boolean holds) {
        assertThat(sound(expression).about(SUBJECT)).isEqualTo(holds ? new Answer.Holds() : new Answer.Fails());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            face.count == 1 && eyes.open > 0.18                   ; true
            face_count == 1 && eyes_open > 0.18                   ; true
            face.count == 2 || eyes.open > 0.18 && face.roll < 0  ; false
            pool.exists(other, other.face.count > 1)              ; true
            pool.exists(other, has(other.eyes.open))              ; true
            'face.count' == "face.count" && "face.count".size() == 10 && !"it's face.count".contains('_') ; true
            """)
    void knowsDimensionsByTheirWordsWithDotsToo(String expression, boolean holds) {
        var portrait = seen(Map.of(Dimension.FACE_COUNT, 1.0, Dimension.EYES_OPEN, 0.3, Dimension.FACE_ROLL, 2.0));
        var couple = seen(Map.of(Dimension.FACE_COUNT, 2.0));
        var subject = new Subject(1, 1, portrait, List.of(portrait, couple));

        assertThat(sound(expression).about(subject)).isEqualTo(holds ? new Answer.Holds() : new Answer.Fails());
        assertThat(sound(expression).text()).isEqualTo(expression);
    }

    @Test
    void pointsAtFaultsWherePeopleWroteThem() {
        assertThat(conditions.check("face.count == 1 && eyes.open > 'x'"))
                .isInstanceOfSatisfying(
                        Checked.Faulty.class,
                        faulty -> assertThat(faulty.column()).isEqualTo(30));
    }

    @Test
    void isUnknownWhereWhatIsMissingDecides() {
        assertThat(sound("sharpness > 20 && noise < 0.3").about(SUBJECT))
                .isEqualTo(new Answer.Unknown(Gap.unknown("The noise was not measured.")));
        assertThat(sound("noise > 3").about(SUBJECT)).isInstanceOf(Answer.Unknown.class);
        assertThat(sound("!(noise > 3)").about(SUBJECT)).isInstanceOf(Answer.Unknown.class);
    }

    @Test
    void isUnknownWhereAnotherOfThePoolLacksWhatDecides() {
        assertThat(sound("pool.all(other, other.noise < 9)").about(SUBJECT))
                .isInstanceOfSatisfying(
                        Answer.Unknown.class,
                        unknown -> assertThat(unknown.gap().why()).contains("noise"));
    }

    @Test
    void givesUpWhatTakesTooLong() {
        var crowd = new Subject(1, 1, SHARP, Collections.nCopies(512, SHARP));

        assertThat(sound("pool.all(a, pool.all(b, a.sharpness == b.sharpness))").about(crowd))
                .isInstanceOf(Answer.Unknown.class);
    }

    @Test
    void tellsWhatItSpeaksOfAndWhetherItNeedsThePool() {
        assertThat(sound("sharpness > 20 && noise < 3").dimensions())
                .containsExactlyInAnyOrder(Dimension.SHARPNESS, Dimension.NOISE);
        assertThat(sound("sharpness > 20").comparesPool()).isFalse();
        assertThat(sound("pool.all(other, other.noise < 3)").comparesPool()).isTrue();
        assertThat(sound("pool.all(other, other.noise < 3)").dimensions()).containsExactly(Dimension.NOISE);
        assertThat(sound("candidate.n < 9").comparesPool()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            sharpness >               ; 1 ; 12
            noise < 1 && sharpnes > 3 ; 1 ; 14
            noise > 'a'               ; 1 ; 7
            sharpness                 ; 1 ; 1
            """)
    void pointsAtWhatIsWrong(String expression, int line, int column) {
        assertThat(conditions.check(expression))
                .isInstanceOfSatisfying(
                        Checked.Faulty.class,
                        faulty -> assertThat(List.of(faulty.line(), faulty.column()))
                                .containsExactly(line, column));
    }

    private Condition sound(String expression) {
        return ((Checked.Sound) conditions.check(expression)).condition();
    }

    private static Measurements seen(Map<Dimension, Double> values) {
        return new Measurements(values, Map.of(), List.of());
    }
}
