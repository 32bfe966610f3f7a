package dev.comfymesh.simulator.domain.rendering;

/** Smooth gradient noise over the plane, about -1 to 1; the same salt and place give the same value for ever. */
final class Noise {

    private static final float[] GRADIENT_X = new float[32];
    private static final float[] GRADIENT_Y = new float[32];

    static {
        for (int i = 0; i < 32; i++) {
            GRADIENT_X[i] = (float) Math.cos(i * Math.PI / 16) * 1.5f;
            GRADIENT_Y[i] = (float) Math.sin(i * Math.PI / 16) * 1.5f;
        }
    }

    private final int salt;

    Noise(int salt) {
        this.salt = salt;
    }

    float at(float x, float y) {
        int left = floor(x);
        int top = floor(y);
        float u = x - left;
        float v = y - top;
        float fadeU = u * u * u * (u * (u * 6 - 15) + 10);
        float fadeV = v * v * v * (v * (v * 6 - 15) + 10);
        float upper = mix(corner(left, top, u, v), corner(left + 1, top, u - 1, v), fadeU);
        float lower = mix(corner(left, top + 1, u, v - 1), corner(left + 1, top + 1, u - 1, v - 1), fadeU);
        return mix(upper, lower, fadeV);
    }

    /** Octaves of noise, each twice as fine and half as strong. */
    float cloud(float x, float y, int octaves) {
        float sum = 0;
        float strength = 0.5f;
        for (int i = 0; i < octaves; i++) {
            sum += strength * at(x, y);
            x = x * 2 + 17.3f;
            y = y * 2 + 9.1f;
            strength *= 0.5f;
        }
        return sum;
    }

    /** Like {@link #cloud}, folded at zero into sharp crests; 0 to 1. */
    float crest(float x, float y, int octaves) {
        float sum = 0;
        float strength = 0.5f;
        for (int i = 0; i < octaves; i++) {
            float fold = 1 - Math.abs(at(x, y));
            sum += strength * fold * fold;
            x = x * 2.03f + 5.7f;
            y = y * 2.03f + 3.9f;
            strength *= 0.5f;
        }
        return sum;
    }

    /** A random value of a cell, 0 to 1. */
    float cell(int x, int y) {
        return (hash(x, y, salt) >>> 8) * 0x1p-24f;
    }

    private float corner(int x, int y, float u, float v) {
        int direction = hash(x, y, salt) & 31;
        return GRADIENT_X[direction] * u + GRADIENT_Y[direction] * v;
    }

    private static int hash(int x, int y, int salt) {
        int h = x * 374761393 + y * 668265263 + salt * 974634777;
        h = (h ^ (h >>> 13)) * 1274126177;
        h = (h ^ (h >>> 15)) * 0x85ebca6b;
        return h ^ (h >>> 16);
    }

    private static int floor(float value) {
        int whole = (int) value;
        return value < whole ? whole - 1 : whole;
    }

    private static float mix(float from, float to, float share) {
        return from + (to - from) * share;
    }
}
