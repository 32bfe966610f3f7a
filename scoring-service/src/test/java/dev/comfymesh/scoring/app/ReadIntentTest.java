package dev.comfymesh.scoring.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.contracts.Intent;
import dev.comfymesh.scoring.Drawings;
import dev.comfymesh.scoring.adapter.imageio.ImageIoDecoder;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Exposure;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Guard;
import dev.comfymesh.scoring.domain.Panel;
import dev.comfymesh.scoring.domain.Profile;
import dev.comfymesh.scoring.domain.Rule;
import dev.comfymesh.scoring.domain.SampleProfile;
import dev.comfymesh.scoring.domain.Scorer;
import dev.comfymesh.scoring.domain.Threshold;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadIntentTest {
    private static final UUID JOB = new UUID(0, 1);
    private static final Profile ALONE = SampleProfile.aProfile().made();
    private static final Profile ALIKE =
            SampleProfile.aProfile().measuring(Dimension.CONTRAST).made();
    private static final Profile AS_BRIGHT = SampleProfile.aProfile()
            .rules(new Rule(
                    "DARKER",
                    Dimension.BRIGHTNESS,
                    Rule.Bound.AT_LEAST,
                    new Threshold.OfReference(0.8, 0.5),
                    "It is darker.",
                    null))
            .made();

    private final ObjectsInMemory objects = new ObjectsInMemory();
    private final ReadIntent intents = intents();

    @BeforeEach
    void store() {
        put("grey", Drawings.png(2_000, (x, y) -> 128));
        put("white", Drawings.png(16, (x, y) -> 255));
        put("text", "an error page".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsNothingOfAJobThatSaysNothing() {
        assertThat(read(null, ALIKE)).isEqualTo(Sought.NOTHING);
    }

    @Test
    void handsWordsOnWithoutReadingAnything() {
        var sought = read(new Intent("a lighthouse", null, null), ALIKE);

        assertThat(sought.intent().prompt()).hasValue("a lighthouse");
        assertThat(objects.reads).isZero();
    }

    @Test
    void readsNoFileForAProfileThatNeedsNone() {
        var sought = read(new Intent("a lighthouse", List.of(reference(1, "grey")), null), ALONE);

        assertThat(sought.intent().prompt()).hasValue("a lighthouse");
        assertThat(sought.intent().references()).isEmpty();
        assertThat(objects.reads).isZero();
    }

    @Test
    void readsReferencesAndMaskForAScorerThatNeedsThem() {
        var intent = new Intent(null, List.of(reference(1, "grey"), reference(2, "white")), mask("white"));

        var sought = read(intent, ALIKE);

        assertThat(sought.intent().references())
                .extracting(Features::picture)
                .extracting(picture -> picture.width() + " " + picture.at(0))
                .containsExactly("1024 128", "16 255");
        assertThat(sought.intent().mask())
                .hasValueSatisfying(mask -> assertThat(mask.at(0)).isEqualTo(255));
        assertThat(sought.reference()).isNull();
    }

    @Test
    void readsOnceForAPool() {
        var intent = new Intent(null, List.of(reference(1, "grey")), null);

        var first = read(intent, ALIKE);

        assertThat(read(intent, ALIKE)).isSameAs(first);
        assertThat(objects.reads).isEqualTo(1);
    }

    @Test
    void measuresTheFirstReferenceForRulesThatCompareWithIt() {
        var sought = read(new Intent(null, List.of(reference(1, "white"), reference(2, "grey")), null), AS_BRIGHT);

        assertThat(sought.reference()).isNotNull();
        assertThat(sought.reference().find(Dimension.BRIGHTNESS)).hasValue(1);
    }

    @Test
    void aMaskIsNoReference() {
        assertThat(read(new Intent(null, null, mask("white")), AS_BRIGHT).reference())
                .isNull();
    }

    @Test
    void givesAReasonForAllWhenOneFileIsNoPicture() {
        var sought = read(new Intent("words", List.of(reference(1, "grey"), reference(2, "text")), null), AS_BRIGHT);

        assertThat(sought.intent().references()).isEmpty();
        assertThat(sought.intent().whyNo("reference"))
                .startsWith("Its /intent/references/2 cannot be used. The file is no PNG");
        assertThat(sought.reference()).isNotNull();
        assertThat(sought.reference().gap(Dimension.BRIGHTNESS).why())
                .isEqualTo(sought.intent().whyNo("reference"));
        assertThat(sought.intent().prompt()).hasValue("words");
    }

    @Test
    void givesAReasonWhenAFileIsGoneOrTooLarge() {
        assertThat(read(new Intent(null, null, mask("gone")), ALIKE).intent().whyNo("mask"))
                .endsWith("It is not in the object store.");
        var large = new InputFile("/intent/mask", "grey", "image/png", 2_000_000, "");
        assertThat(intents()
                        .of(work(new Intent(null, null, large)), ALIKE)
                        .await()
                        .indefinitely()
                        .intent()
                        .whyNo("mask"))
                .contains("at most 1000000 are measured");
    }

    @Test
    void failsWhileTheStoreIsInTrouble() {
        objects.away = true;

        assertThatThrownBy(() -> read(new Intent(null, List.of(reference(1, "grey")), null), ALIKE))
                .isInstanceOf(ReadIntent.Unread.class)
                .hasMessage("the disk is away");
    }

    private Sought read(@Nullable Intent intent, Profile profile) {
        return intents.of(work(intent), profile).await().indefinitely();
    }

    private ReadIntent intents() {
        var guard = new Guard(1_000_000, 5_000_000, 5_000);
        var panel = new Panel(List.of(new Exposure(), new Likeness()), () -> 0);
        return new ReadIntent(objects, new SameThread(), new Examiner(guard, new ImageIoDecoder(), panel));
    }

    private void put(String key, byte[] content) {
        objects.put(key, content).await().indefinitely();
    }

    private static Work work(@Nullable Intent intent) {
        return new Work(JOB + "-1", JOB, "p", "a", 1, 1, intent, false, null);
    }

    private static InputFile reference(int n, String key) {
        return new InputFile("/intent/references/" + n, key, "image/png", 1_000, "");
    }

    private static InputFile mask(String key) {
        return new InputFile("/intent/mask", key, "image/png", 1_000, "");
    }

    /** Needs references, and says that it has none. */
    private static final class Likeness implements Scorer {
        @Override
        public String id() {
            return "likeness@1";
        }

        @Override
        public Set<Dimension> dimensions() {
            return Set.of(Dimension.CONTRAST);
        }

        @Override
        public boolean needsReferences() {
            return true;
        }

        @Override
        public Reading measure(Features features) {
            return new Reading.Unknown(features.intent().whyNo("reference"));
        }
    }
}
