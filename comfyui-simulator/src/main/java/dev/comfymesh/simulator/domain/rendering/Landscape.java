package dev.comfymesh.simulator.domain.rendering;

import java.util.List;

/** Layers before a sky, nearest first; only the visible ones are computed. */
record Landscape(Scene sky, List<? extends Layer> layers) implements Scene {

    @Override
    public void paint(Ink ink, int x, int y) {
        paint(ink, x, y, 0);
    }

    private void paint(Ink ink, int x, int y, int from) {
        for (int i = from; i < layers.size(); i++) {
            var layer = layers.get(i);
            float coverage = layer.coverage(x, y);
            if (coverage <= 0) {
                continue;
            }
            if (coverage >= 1) {
                layer.paint(ink, x, y);
                return;
            }
            paint(ink, x, y, i + 1);
            float red = ink.red;
            float green = ink.green;
            float blue = ink.blue;
            layer.paint(ink, x, y);
            ink.keep(red, green, blue, 1 - coverage);
            return;
        }
        sky.paint(ink, x, y);
    }
}
