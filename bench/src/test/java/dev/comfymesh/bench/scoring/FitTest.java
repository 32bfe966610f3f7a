package dev.comfymesh.bench.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Fingerprint;
import dev.comfymesh.scoring.domain.Grade.Point;
import dev.comfymesh.scoring.domain.Measurements;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FitTest {
    private static final Set<Dimension> OTHERS = EnumSet.complementOf(EnumSet.of(Dimension.SHARPNESS, Dimension.NOISE));

    @Test
    void drawsALineFromUsualToWorstToSpoiledWhicheverWayIsWorse() {
        var specimens = new ArrayList<Specimen>();
        for (var value = 0; value <= 10; value++) {
            specimens.add(specimen(null, value, 20 + value));
        }
        specimens.add(specimen(Defect.NOISE, 50, 30));
        specimens.add(specimen(Defect.BLUR, 0, 4));

        var grades = Fit.profile(specimens, OTHERS).grades();

        assertThat(grades).extracting(grade -> grade.dimension()).containsExactly(Dimension.SHARPNESS, Dimension.NOISE);
        assertThat(grades.getFirst().points()).containsExactly(new Point(4, 0), new Point(20, 0.5), new Point(21, 1));
        assertThat(grades.getLast().points()).containsExactly(new Point(9, 1), new Point(10, 0.5), new Point(50, 0));
    }

    private static Specimen specimen(@Nullable Defect defect, double noise, double sharpness) {
        var values = new EnumMap<Dimension, Double>(Map.of(Dimension.NOISE, noise, Dimension.SHARPNESS, sharpness));
        return new Specimen("one", 0, defect, new Measurements(values, Map.of(), List.of()), new Fingerprint(0));
    }
}
