package dev.comfymesh.scoring.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.scoring.adapter.cel.CelConditions;
import dev.comfymesh.scoring.app.Fault;
import dev.comfymesh.scoring.app.ProfileFormat.Reading;
import dev.comfymesh.scoring.domain.Choice;
import dev.comfymesh.scoring.domain.Combine;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Gate;
import dev.comfymesh.scoring.domain.Policy;
import dev.comfymesh.scoring.domain.Profile;
import dev.comfymesh.scoring.domain.Rule;
import dev.comfymesh.scoring.domain.Rule.Bound;
import dev.comfymesh.scoring.domain.SampleProfile;
import dev.comfymesh.scoring.domain.Threshold;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JsonProfilesTest {
    private static final Rule CRISP = SampleProfile.rule("CRISP", Dimension.SHARPNESS, Bound.AT_LEAST, 40, "no");
    private static final Rule LIGHT = SampleProfile.rule("LIGHT", Dimension.BRIGHTNESS, Bound.AT_LEAST, 0.2, "no");
    private static final Profile PARENT = SampleProfile.aProfile()
            .named("parent")
            .choosing(3, 0.5, "CRISP")
            .rules(CRISP, LIGHT)
            .made();

    private final JsonProfiles profiles = new JsonProfiles(new CelConditions());

    @Nested
    class WhatExtendsAnother {
        @Test
        void staysAsThatIsWhereItSaysNothing() {
            var child = sound("{\"extends\": \"parent\"}");

            assertThat(child.rules()).isEqualTo(PARENT.rules());
            assertThat(child.grades()).isEqualTo(PARENT.grades());
            assertThat(child.choice()).isEqualTo(PARENT.choice());
        }

        @Test
        void replacesRulesInTheirPlaceAddsSomeAndDropsSome() {
            var child = sound("""
                    {"extends": "parent", "without": ["LIGHT"], "rules": [
                      {"code": "CALM", "dimension": "noise", "bound": "at_most", "threshold": 3, "text": "no"},
                      {"code": "CRISP", "dimension": "sharpness", "bound": "at_least", "threshold": 80, "text": "no"}]}""");

            assertThat(child.rules())
                    .containsExactly(
                            SampleProfile.rule("CRISP", Dimension.SHARPNESS, Bound.AT_LEAST, 80, "no"),
                            SampleProfile.rule("CALM", Dimension.NOISE, Bound.AT_MOST, 3, "no"));
        }

        @Test
        void comparesEmbeddingsOnceOneOfThemSaysSo() {
            var stricter = sound("{\"extends\": \"parent\", \"dedupe\": {\"cosine\": 0.965}}");

            assertThat(stricter.choice().maxCosine()).isEqualTo(0.965);
            assertThat(sound("{\"extends\": \"parent\"}").comparesEmbeddings()).isFalse();
            assertThat(faults("{\"extends\": \"parent\", \"dedupe\": {\"cosine\": 2, \"cos\": 1}}"))
                    .extracting(Fault::field)
                    .containsExactlyInAnyOrder("dedupe.cos", "dedupe.cosine");
        }

        @Test
        void relaxesNothingThatItDropped() {
            assertThat(sound("{\"extends\": \"parent\", \"without\": [\"CRISP\"]}")
                            .choice())
                    .isEqualTo(new Choice(3, 0.5, List.of()));
        }

        @Test
        void takesAGradeAwayByGivingItNoWeight() {
            var child = sound("""
                    {"extends": "parent", "grades": [
                      {"dimension": "sharpness", "weight": 0},
                      {"dimension": "noise", "weight": 2, "points": [{"value": 0, "grade": 1}, {"value": 9, "grade": 0}]}]}""");

            assertThat(child.grades())
                    .singleElement()
                    .satisfies(grade -> assertThat(grade.dimension()).isEqualTo(Dimension.NOISE));
        }
    }

    @Test
    void combinesGradesAsItSaysOrItsParentDoes() {
        var usual = sound("{\"extends\": \"parent\"}");
        var weakest = sound("{\"extends\": \"parent\", \"combine\": \"weakest\"}");
        var text = "{\"extends\": \"weakest\"}";

        assertThat(usual.combine()).isEqualTo(Combine.MEAN);
        assertThat(weakest.combine()).isEqualTo(Combine.WEAKEST);
        assertThat(profiles.read("heir", text, _ -> Optional.of(weakest)))
                .isInstanceOfSatisfying(
                        Reading.Sound.class,
                        heir -> assertThat(heir.profile().combine()).isEqualTo(Combine.WEAKEST));
        assertThat(faults("{\"extends\": \"parent\", \"combine\": \"sum\"}"))
                .extracting(Fault::field)
                .containsExactly("combine");
    }

    @Test
    void readsThresholdsOfAllKinds() {
        var read = sound("""
                {"reference": {"brightness": 0.5}, "grades": [%s], "rules": [
                  {"code": "A", "dimension": "sharpness", "bound": "at_least", "threshold": {"percentile": 25}, "text": "no"},
                  {"code": "B", "dimension": "noise", "bound": "at_most", "threshold": {"percentile": 90, "absolute": 7}, "text": "no"},
                  {"code": "C", "dimension": "brightness", "bound": "at_least", "threshold": {"ofReference": 0.8}, "text": "no"}]}""".formatted(GRADE));

        assertThat(read.rules())
                .map(gate -> ((Rule) gate).threshold())
                .containsExactly(
                        new Threshold.Percentile(25, null),
                        new Threshold.Percentile(90, 7.0),
                        new Threshold.OfReference(0.8, 0.5));
    }

    @Test
    void readsPoliciesForWhatIsUnknown() {
        var read = sound(
                "{\"grades\": [%s], \"unknown\": {\"noise\": \"reject\", \"sharpness\": \"ignore\"}}".formatted(GRADE));

        assertThat(read.unknown())
                .isEqualTo(Map.of(Dimension.NOISE, Policy.REJECT, Dimension.SHARPNESS, Policy.IGNORE));
    }

    @Test
    void readsStatements() {
        var read = sound("""
                {"grades": [%s], "rules": [{"code": "BOTH", "expression": "sharpness > 20 && noise < 0.3", "text": "no"}]}""".formatted(GRADE));

        assertThat(read.rules()).extracting(Gate::code).containsExactly("BOTH");
        assertThat(read.wanted()).contains(Dimension.NOISE);
        assertThat(read.comparesPool()).isFalse();
    }

    @Test
    void hasOneDigestHoweverItIsWritten() {
        var one = sound("{\"minDistanceBits\": 4, \"grades\": [%s]}".formatted(GRADE));
        var other = sound("{\"grades\" : [%s],\n \"minDistanceBits\": 4.0}".formatted(GRADE));

        assertThat(one.digest()).isEqualTo(other.digest()).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    void namesEveryFaultByItsPlace() {
        var faults = faults("""
                {"minDistanceBit": 8, "diversity": 2, "relax": ["NOBODY"], "unknown": {"beauty": "reject"}, "rules": [
                  {"code": "ok", "dimension": "beauty", "bound": "over", "threshold": "high", "text": "no"},
                  {"code": "REF", "dimension": "noise", "bound": "at_most", "threshold": {"ofReference": 1}, "text": "no"}],
                 "grades": [{"dimension": "sharpness", "weight": 1, "points": [
                   {"value": 2, "grade": 0}, {"value": 2, "grade": 1.5}]}]}""");

        assertThat(faults)
                .extracting(Fault::field)
                .contains(
                        "minDistanceBit",
                        "diversity",
                        "relax[0]",
                        "unknown.beauty",
                        "rules[0].code",
                        "rules[0].dimension",
                        "rules[0].bound",
                        "rules[1].threshold.ofReference",
                        "grades[0].points[1].value",
                        "grades[0].points[1].grade");
    }

    @Test
    void pointsAtTheColumnWhereAnExpressionIsWrong() {
        assertThat(faults("""
                        {"grades": [%s], "rules": [{"code": "X", "expression": "noise < 3 && sharpnes > 20", "text": "no"}]}""".formatted(GRADE)))
                .containsExactly(new Fault(
                        "rules[0].expression",
                        "at line 1, column 14: undeclared reference to 'sharpnes' (in container '')"));
    }

    @Test
    void saysWhereTheJsonBreaks() {
        assertThat(faults("{\n\"grades\": [}"))
                .singleElement()
                .satisfies(fault -> assertThat(fault.detail()).startsWith("At line 2, column"));
        assertThat(faults("[]")).hasSize(1);
    }

    @Test
    void refusesWhatExtendsNothingKnownAndWhatCouldRankNothing() {
        assertThat(faults("{\"extends\": \"nobody\"}")).extracting(Fault::field).containsExactly("extends");
        assertThat(faults("{}")).extracting(Fault::field).containsExactly("grades");
    }

    private static final String GRADE = """
            {"dimension": "sharpness", "weight": 1, "points": [{"value": 0, "grade": 1}]}""";

    private Profile sound(String document) {
        return switch (read(document)) {
            case Reading.Sound sound -> sound.profile();
            case Reading.Faulty(var faults) -> throw new AssertionError(faults);
        };
    }

    private List<Fault> faults(String document) {
        return ((Reading.Faulty) read(document)).faults();
    }

    private Reading read(String document) {
        return profiles.read("child", document, ref -> ref.equals("parent") ? Optional.of(PARENT) : Optional.empty());
    }
}
