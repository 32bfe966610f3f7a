package dev.comfymesh.scoring.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Gap;
import dev.comfymesh.scoring.domain.Measurements;
import dev.comfymesh.scoring.domain.Measurements.Run;
import dev.comfymesh.scoring.domain.Region;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredMeasurementsTest {
    @Test
    void areReadAsTheyWereWritten() {
        var seen = new Measurements(
                Map.of(Dimension.SHARPNESS, 0.1 + 0.2),
                Map.of(
                        Dimension.NOISE, Gap.unknown("It is too small."),
                        Dimension.NIQE, Gap.unavailable("niqe", "Nobody has brought one.")),
                List.of(new Run("sharpness@1", 5), new Run("niqe@1", 7, List.of("niqe@sha256:0"))),
                List.of(new Region(Dimension.SHARPNESS, 0.1, 0.25, 0.5, 0.125, "soft")));

        assertThat(read(Json.text(StoredMeasurements.of(seen)))).isEqualTo(seen);
    }

    @Test
    void ofOlderVersionsHoldLess() {
        assertThat(read("{\"values\": {\"noise\": 1.5}}"))
                .isEqualTo(new Measurements(Map.of(Dimension.NOISE, 1.5), Map.of(), List.of()));
        assertThat(read("{\"values\": {}, \"unknown\": {\"noise\": \"too small\"}, \"micros\": {\"noise@1\": 3}}"))
                .isEqualTo(new Measurements(
                        Map.of(), Map.of(Dimension.NOISE, Gap.unknown("too small")), List.of(new Run("noise@1", 3))));
    }

    @Test
    void ofNewerVersionsAreReadWithoutWhatNobodyHereKnows() {
        var region = """
                {"dimension": "beauty", "left": 0, "top": 0, "width": 1, "height": 1, "label": "all"}""";

        assertThat(read("{\"values\": {\"beauty\": 1, \"noise\": 2}, \"regions\": [%s]}".formatted(region)))
                .isEqualTo(new Measurements(Map.of(Dimension.NOISE, 2.0), Map.of(), List.of()));
    }

    private static Measurements read(String text) {
        return Json.read(text, StoredMeasurements.class).measurements();
    }
}
