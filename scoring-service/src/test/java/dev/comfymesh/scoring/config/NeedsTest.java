package dev.comfymesh.scoring.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.scoring.EveryModel;
import dev.comfymesh.scoring.RecordedFaces;
import dev.comfymesh.scoring.adapter.imageio.ImageIoDecoder;
import dev.comfymesh.scoring.app.Decoder.Decoded;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Intent;
import dev.comfymesh.scoring.domain.Picture;
import dev.comfymesh.scoring.domain.Pictures;
import dev.comfymesh.scoring.domain.Scorer;
import dev.comfymesh.scoring.domain.Scorer.Reading;
import dev.comfymesh.scoring.domain.model.Models;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each scorer says that it needs is what it needs: saving a profile warns by it, and references are read by it. */
class NeedsTest {
    private static final Models ALL = new EveryModel();
    private static final Picture PHOTOGRAPH =
            ((Decoded.Readable) new ImageIoDecoder().decode(RecordedFaces.photograph())).picture();
    private static final Intent PROMPT = new Intent(Optional.of("an astronaut"), List.of(), Optional.empty());
    private static final Intent REFERENCE_AND_MASK = new Intent(
            PROMPT.prompt(),
            List.of(new Features(PHOTOGRAPH)),
            Optional.of(Pictures.of(208, 208, (x, _) -> x < 150 ? 255 : 0)));

    static Stream<String> scorers() {
        return ShippedScorers.all(ALL).stream().map(Scorer::id);
    }

    @ParameterizedTest
    @MethodSource("scorers")
    void itNamesEachModelWithoutWhichItCanMeasureNothing(String id) {
        var named = scorer(id, ALL).models();

        assertThat(scorer(id, only(named)).measure(new Features(PHOTOGRAPH, REFERENCE_AND_MASK)))
                .isNotInstanceOf(Reading.Unavailable.class);
    }

    @ParameterizedTest
    @MethodSource("scorers")
    void itNamesNoOther(String id) {
        var named = scorer(id, ALL).models();

        assertThat(named).allSatisfy(model -> {
            var others = new HashSet<>(named);
            others.remove(model);
            assertThat(scorer(id, only(others)).measure(new Features(PHOTOGRAPH, REFERENCE_AND_MASK)))
                    .isInstanceOfSatisfying(
                            Reading.Unavailable.class,
                            unavailable -> assertThat(unavailable.model()).isEqualTo(model));
        });
    }

    @ParameterizedTest
    @MethodSource("scorers")
    void itSaysSoIfItLooksAtReferencesOrTheMask(String id) {
        var scorer = scorer(id, ALL);

        var without = scorer.measure(new Features(PHOTOGRAPH, PROMPT));
        var with = scorer.measure(new Features(PHOTOGRAPH, REFERENCE_AND_MASK));

        assertThat(with).isInstanceOf(Reading.Seen.class);
        assertThat(scorer.needsReferences()).isEqualTo(!with.equals(without));
    }

    private static Models only(Set<String> ids) {
        return id -> ids.contains(id) ? ALL.find(id) : Models.NONE.find(id);
    }

    private static Scorer scorer(String id, Models models) {
        return ShippedScorers.all(models).stream()
                .filter(scorer -> scorer.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
