package dev.comfymesh.scoring.domain.body;

import dev.comfymesh.scoring.domain.model.Models;
import dev.comfymesh.scoring.domain.model.Network;
import dev.comfymesh.scoring.domain.model.Tensor;
import java.util.Arrays;
import java.util.Map;

/** Networks that see the same hands in every picture. */
public final class SampleHands {
    private static final int ANSWERS = 2016;

    private SampleHands() {}

    /** One palm or none, around 100, 100 of 192 a side, and joints at two corners of what is looked at. */
    public static Models models(int palms, float presence) {
        Network palm = _ -> {
            var logits = new float[ANSWERS];
            Arrays.fill(logits, -20);
            var boxes = new float[ANSWERS * 18];
            if (palms > 0) {
                // The first answer of the cell in column 12 and row 12, whose middle is 100, 100.
                var answer = (12 * 24 + 12) * 2;
                logits[answer] = 3;
                boxes[answer * 18 + 2] = 20;
                boxes[answer * 18 + 3] = 24;
                boxes[answer * 18 + 4 + 1] = 10;
                boxes[answer * 18 + 8 + 1] = -10;
            }
            return Map.of("Identity", floats(boxes), "Identity_1", floats(logits));
        };
        Network joints = _ -> {
            var places = new float[63];
            places[3] = 224;
            places[4] = 224;
            return Map.of("Identity", floats(places), "Identity_1", floats(presence));
        };
        return id -> new Models.Found.Ready(id, "1", id.equals("palm-detection") ? palm : joints);
    }

    private static Tensor floats(float... values) {
        return new Tensor.Floats(new int[] {values.length}, values);
    }
}
