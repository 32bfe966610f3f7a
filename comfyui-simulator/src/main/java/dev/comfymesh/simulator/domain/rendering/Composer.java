package dev.comfymesh.simulator.domain.rendering;

import dev.comfymesh.simulator.domain.rendering.Ridge.Shape;
import java.util.ArrayList;
import java.util.random.RandomGenerator;

/** Turns a theme into a composition; every free choice comes from the given dice. */
final class Composer {

    private final Theme theme;
    private final Mood mood;
    private final Palette palette;
    private final Canvas canvas;
    private final RandomGenerator dice;

    Composer(Theme theme, double saturation, Canvas canvas, RandomGenerator dice) {
        this.theme = theme;
        this.mood = theme.moods().get(dice.nextInt(theme.moods().size()));
        this.palette = mood.palette((dice.nextDouble() - 0.5) * 0.5, saturation * (0.9 + 0.3 * dice.nextDouble()));
        this.canvas = canvas;
        this.dice = dice;
    }

    Palette palette() {
        return palette;
    }

    Scene compose() {
        return switch (theme.motif()) {
            case MOUNTAINS -> mountains();
            case OCEAN -> ocean();
            case FOREST -> forest();
            case CITY -> city();
            case DUNES -> dunes();
            case FLOW -> new Flow(palette, canvas, dice);
        };
    }

    private Scene mountains() {
        var sky = sky(0.75f);
        var layers = new ArrayList<Layer>();
        int count = 4 + dice.nextInt(3);
        boolean snowy = mood == Mood.WINTER || dice.nextInt(3) > 0;
        for (int i = 0; i < count; i++) {
            float distance = (float) i / (count - 1);
            boolean near = i == 0;
            float relief = near ? 0.14f : 0.18f + 0.26f * distance * between(0.6f, 1.2f);
            float snow = snowy && distance > 0.55f ? 0.10f + 0.05f * distance : 0;
            layers.add(ridge(
                    sky,
                    new Shape(
                            0.93f - 0.40f * distance,
                            relief,
                            1.5f + 1.1f * distance,
                            !near,
                            distance,
                            snow,
                            near ? 0.07f : 0)));
        }
        return new Landscape(sky, layers);
    }

    private Scene forest() {
        var sky = sky(0.8f);
        var layers = new ArrayList<Layer>();
        int count = 5 + dice.nextInt(2);
        for (int i = 0; i < count; i++) {
            float distance = (float) i / count;
            float firs = 0.26f * (1 - distance) * between(0.8f, 1.15f) + 0.03f;
            layers.add(
                    ridge(sky, new Shape(1.06f - 0.48f * distance, 0.12f, 1.3f + distance, false, distance, 0, firs)));
        }
        layers.add(ridge(sky, new Shape(0.52f, 0.22f, 2, true, 1, 0.06f, 0)));
        return new Landscape(sky, layers);
    }

    private Scene ocean() {
        float horizon = between(0.5f, 0.66f);
        var sky = sky(horizon);
        var shore = new ArrayList<Layer>();
        int islands = dice.nextInt(3);
        for (int i = 0; i < islands; i++) {
            float distance = 0.45f + 0.5f * i / Math.max(1, islands - 1);
            shore.add(
                    ridge(sky, new Shape(horizon + 0.05f, between(0.15f, 0.34f), between(1, 2), true, distance, 0, 0)));
        }
        var behind = new Landscape(sky, shore);
        var layers = new ArrayList<Layer>();
        if (dice.nextBoolean()) {
            layers.add(ridge(sky, new Shape(between(0.98f, 1.06f), 0.26f, 1.3f, false, 0, 0, 0.05f)));
        }
        layers.add(new Water(behind, sky, palette, canvas, horizon, dice));
        layers.addAll(shore);
        return new Landscape(sky, layers);
    }

    private Scene city() {
        var sky = sky(0.85f);
        var layers = new ArrayList<Layer>();
        int rows = 3 + dice.nextInt(2);
        for (int i = 0; i < rows; i++) {
            float distance = (float) i / rows;
            float tallest = (0.36f + 0.30f * distance) * between(0.85f, 1.25f);
            boolean dark = mood.dark() || mood == Mood.DUSK || mood == Mood.SUNSET;
            layers.add(new Skyline(1.02f - 0.13f * i, tallest, distance, dark, palette, canvas, dice));
        }
        if (dice.nextBoolean()) {
            layers.add(ridge(sky, new Shape(0.6f, 0.3f, 1.4f, true, 1, 0, 0)));
        }
        return new Landscape(sky, layers);
    }

    private Scene dunes() {
        var sky = sky(0.6f);
        var layers = new ArrayList<Layer>();
        int count = 4 + dice.nextInt(3);
        for (int i = 0; i < count; i++) {
            float distance = (float) i / (count - 1);
            layers.add(new Dune(
                    0.95f - 0.42f * distance, 0.24f - 0.14f * distance, distance, palette, canvas, sky.sunX(), dice));
        }
        layers.add(ridge(sky, new Shape(0.5f, 0.16f, 2.2f, true, 1, 0, 0)));
        return new Landscape(sky, layers);
    }

    private Sky sky(float horizon) {
        return new Sky(palette, mood, canvas, horizon, dice);
    }

    private Ridge ridge(Sky sky, Shape shape) {
        return new Ridge(shape, palette, canvas, sky.sunX(), dice);
    }

    private float between(float least, float most) {
        return least + (most - least) * dice.nextFloat();
    }
}
