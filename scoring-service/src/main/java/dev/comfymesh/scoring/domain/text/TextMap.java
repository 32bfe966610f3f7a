package dev.comfymesh.scoring.domain.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How likely each pixel belongs to the core of a line of text: 0 to 1. Lines are found as differentiable binarization has it: each spot of
 * likely pixels, in the smallest box around it, which is then grown to what the core was shrunk from.
 */
record TextMap(int width, int height, float[] likelihood) {
    private static final float LIKELY = 0.3f;
    private static final double LIKELY_BOX = 0.5;
    private static final double GROWTH = 1.5;
    private static final double LEAST_CORE = 3;
    private static final double LEAST_BOX = 5;

    List<Slant> boxes() {
        var boxes = new ArrayList<Slant>();
        var seen = new boolean[likelihood.length];
        var queue = new int[likelihood.length];
        for (var index = 0; index < likelihood.length; index++) {
            if (likelihood[index] > LIKELY && !seen[index]) {
                var core = spot(index, seen, queue).box();
                if (shortSide(core) >= LEAST_CORE && mean(core) >= LIKELY_BOX) {
                    var box = core.grown(core.width() * core.height() * GROWTH / (2 * (core.width() + core.height())));
                    if (shortSide(box) >= LEAST_BOX) {
                        boxes.add(box);
                    }
                }
            }
        }
        return boxes;
    }

    private static double shortSide(Slant box) {
        return Math.min(box.width(), box.height());
    }

    /** All likely pixels that hang together with the first, over edges or corners. */
    private Outline spot(int first, boolean[] seen, int[] queue) {
        var firsts = new int[height];
        var lasts = new int[height];
        Arrays.fill(firsts, width);
        Arrays.fill(lasts, -1);
        seen[first] = true;
        queue[0] = first;
        var end = 1;
        for (var at = 0; at < end; at++) {
            var x = queue[at] % width;
            var y = queue[at] / width;
            firsts[y] = Math.min(firsts[y], x);
            lasts[y] = Math.max(lasts[y], x);
            for (var nearY = Math.max(0, y - 1); nearY <= Math.min(height - 1, y + 1); nearY++) {
                for (var nearX = Math.max(0, x - 1); nearX <= Math.min(width - 1, x + 1); nearX++) {
                    var near = nearY * width + nearX;
                    if (likelihood[near] > LIKELY && !seen[near]) {
                        seen[near] = true;
                        queue[end++] = near;
                    }
                }
            }
        }
        var outline = new Outline();
        for (var y = 0; y < height; y++) {
            if (lasts[y] >= 0) {
                outline.row(firsts[y], lasts[y], y);
            }
        }
        return outline;
    }

    private double mean(Slant box) {
        var sum = 0.0;
        var count = 0;
        for (var y = Math.max(0, (int) box.top()); y <= Math.min(height - 1, (int) Math.ceil(box.bottom())); y++) {
            for (var x = Math.max(0, (int) box.left()); x <= Math.min(width - 1, (int) Math.ceil(box.right())); x++) {
                if (box.contains(x, y)) {
                    sum += likelihood[y * width + x];
                    count++;
                }
            }
        }
        return count == 0 ? 0 : sum / count;
    }
}
