package dev.comfymesh.simulator.domain.rendering;

import java.util.function.DoubleUnaryOperator;

/** Scales pictures by one of ComfyUI's methods: separable kernels, widened for shrinking where the original does so. */
public enum Resampler {
    NEAREST_EXACT("nearest-exact", 0, false, _ -> 1),
    BILINEAR("bilinear", 1, false, d -> 1 - d),
    AREA("area", 0.5, true, _ -> 1),
    BICUBIC("bicubic", 2, false, d -> cubic(d, -0.75)),
    LANCZOS(
            "lanczos",
            3,
            true,
            d -> d == 0 ? 1 : 3 * Math.sin(Math.PI * d) * Math.sin(Math.PI * d / 3) / (Math.PI * Math.PI * d * d));

    private final String method;
    private final double support;
    private final boolean widens;
    private final DoubleUnaryOperator kernel;

    Resampler(String method, double support, boolean widens, DoubleUnaryOperator kernel) {
        this.method = method;
        this.support = support;
        this.widens = widens;
        this.kernel = kernel;
    }

    public static Resampler of(String method) {
        for (var resampler : values()) {
            if (resampler.method.equals(method)) {
                return resampler;
            }
        }
        throw new IllegalArgumentException(method);
    }

    public Picture scale(Picture picture, int width, int height) {
        return turned(turned(picture, width), height);
    }

    /** Scales the width and swaps the axes, so that doing it twice scales both. */
    private Picture turned(Picture picture, int width) {
        int height = picture.height();
        var pixels = new int[width * height];
        double ratio = (double) picture.width() / width;
        double stretch = widens ? Math.max(1, ratio) : 1;
        for (int x = 0; x < width; x++) {
            double middle = (x + 0.5) * ratio - 0.5;
            var taps = taps(middle, stretch);
            for (int y = 0; y < height; y++) {
                pixels[x * height + y] = sum(picture, y, taps);
            }
        }
        return new Picture(height, width, pixels);
    }

    private record Taps(int first, float[] weights) {}

    private Taps taps(double middle, double stretch) {
        double reach = support * stretch;
        int first = (int) Math.ceil(middle - reach - 1e-9);
        int last = (int) Math.floor(middle + reach + 1e-9);
        if (this == NEAREST_EXACT || last < first) {
            return new Taps((int) Math.floor(middle + 0.5), new float[] {1});
        }
        var weights = new float[last - first + 1];
        float total = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) kernel.applyAsDouble(Math.abs(first + i - middle) / stretch);
            total += weights[i];
        }
        if (total == 0) {
            return new Taps((int) Math.round(middle), new float[] {1});
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= total;
        }
        return new Taps(first, weights);
    }

    private static int sum(Picture picture, int y, Taps taps) {
        float red = 0.5f;
        float green = 0.5f;
        float blue = 0.5f;
        for (int i = 0; i < taps.weights().length; i++) {
            int rgb = picture.at(taps.first() + i, y);
            float weight = taps.weights()[i];
            red += weight * (rgb >> 16 & 255);
            green += weight * (rgb >> 8 & 255);
            blue += weight * (rgb & 255);
        }
        return clip(red) << 16 | clip(green) << 8 | clip(blue);
    }

    private static int clip(float value) {
        return Math.clamp((int) value, 0, 255);
    }

    private static double cubic(double d, double a) {
        return d <= 1 ? ((a + 2) * d - (a + 3)) * d * d + 1 : ((a * d - 5 * a) * d + 8 * a) * d - 4 * a;
    }
}
