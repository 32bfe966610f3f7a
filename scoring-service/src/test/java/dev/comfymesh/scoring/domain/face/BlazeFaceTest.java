package dev.comfymesh.scoring.domain.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Pictures;
import dev.comfymesh.scoring.domain.model.Models;
import dev.comfymesh.scoring.domain.model.Tensor;
import dev.comfymesh.scoring.domain.sight.Box;
import dev.comfymesh.scoring.domain.sight.Detection;
import dev.comfymesh.scoring.domain.sight.Inference;
import dev.comfymesh.scoring.domain.sight.Point;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BlazeFaceTest {
    private static final int ANSWERS = 896;

    @Test
    void isAskedWhereThereIsNoBetterOne() {
        var wide = new Features(Pictures.of(512, 256, (x, _) -> x / 2));

        var faces = wide.of(new Faces(id -> id.equals("blazeface")
                ? new Models.Found.Ready(id, "1", BlazeFaceTest::oneFace)
                : new Models.Found.Missing(id, "Nobody has brought one.")));

        // The middle of the 128 pixels is that of the picture; the square reaches 128 pixels beyond it above and below.
        assertThat(((Inference.Made<List<Detection>>) faces).it())
                .singleElement()
                .satisfies(face -> {
                    assertThat(face.box()).isEqualTo(new Box(272 - 40, 144 - 40, 80, 80));
                    assertThat(face.points()).hasSize(4).startsWith(new Point(252, 132), new Point(292, 132));
                });
    }

    /** The first answer of the fine cell whose middle is at 68, 68 of 128. */
    private static Map<String, Tensor> oneFace(Map<String, Tensor> input) {
        assertThat(input.get("input").shape()).containsExactly(1, 128, 128, 3);
        var logits = new float[ANSWERS];
        Arrays.fill(logits, -20);
        var answer = (8 * 16 + 8) * 2;
        logits[answer] = 3;
        var boxes = new float[ANSWERS * 16];
        System.arraycopy(new float[] {0, 0, 20, 20, -5, -3, 5, -3}, 0, boxes, answer * 16, 8);
        return Map.of(
                "regressors", new Tensor.Floats(new int[] {1, ANSWERS, 16}, boxes),
                "classificators", new Tensor.Floats(new int[] {1, ANSWERS, 1}, logits));
    }
}
