package dev.comfymesh.simulator.domain.node;

import static dev.comfymesh.simulator.domain.node.InputSpec.*;

import dev.comfymesh.simulator.domain.rendering.Filters;
import dev.comfymesh.simulator.domain.rendering.Picture;
import dev.comfymesh.simulator.domain.rendering.Resampler;
import java.util.List;

/** Nodes that change colours and sharpness. */
final class FilterNodes {

    private static final List<String> MODES =
            List.of("normal", "multiply", "screen", "overlay", "soft_light", "difference");

    private FilterNodes() {}

    static List<NodeClass> all() {
        return List.of(invert(), blend(), blur(), sharpen(), addNoise());
    }

    private static NodeClass invert() {
        return NodeClass.named("ImageInvert", "Invert Image Colors", "image/color")
                .takes(socket("image", "IMAGE"))
                .omitsEmptyOptions()
                .gives("IMAGE")
                .does((in, _) ->
                        ScalingNodes.each(in.images("image"), picture -> Filters.map(picture, value -> 255 - value)));
    }

    private static NodeClass blend() {
        return NodeClass.named("ImageBlend", "Blend Images", "image/filters")
                .takes(
                        socket("image1", "IMAGE"),
                        socket("image2", "IMAGE"),
                        decimal("blend_factor", 0.5, 0.0, 1.0, "step", 0.01),
                        combo("blend_mode", () -> MODES))
                .gives("IMAGE")
                .does((in, _) -> {
                    var upper = in.images("image2").first();
                    double factor = in.decimal("blend_factor");
                    var mode = in.text("blend_mode");
                    return ScalingNodes.each(in.images("image1"), lower -> blended(lower, upper, factor, mode));
                });
    }

    private static NodeClass blur() {
        return NodeClass.named("ImageBlur", "Blur Image", "image/filters")
                .takes(
                        socket("image", "IMAGE"),
                        integer("blur_radius", 1, 1, 31, "step", 1),
                        decimal("sigma", 1.0, 0.1, 10.0, "step", 0.1))
                .gives("IMAGE")
                .does((in, _) -> ScalingNodes.each(
                        in.images("image"),
                        picture -> Filters.gaussianBlur(picture, in.integer("blur_radius"), in.decimal("sigma"))));
    }

    private static NodeClass sharpen() {
        return NodeClass.named("ImageSharpen", "Sharpen Image", "image/filters")
                .takes(
                        socket("image", "IMAGE"),
                        integer("sharpen_radius", 1, 1, 31, "step", 1, "advanced", true),
                        decimal("sigma", 1.0, 0.1, 10.0, "step", 0.01, "advanced", true),
                        decimal("alpha", 1.0, 0.0, 5.0, "step", 0.01, "advanced", true))
                .gives("IMAGE")
                .does((in, _) -> ScalingNodes.each(
                        in.images("image"),
                        picture -> Filters.sharpen(
                                picture, in.integer("sharpen_radius"), in.decimal("sigma"), in.decimal("alpha"))));
    }

    private static NodeClass addNoise() {
        return NodeClass.named("ImageAddNoise", "Add Noise to Image", "image/filters")
                .takes(
                        socket("image", "IMAGE"),
                        integer("seed", 0, 0, SamplerNodes.MAX_SEED, "control_after_generate", true),
                        decimal("strength", 0.5, 0.0, 1.0, "step", 0.01))
                .gives("IMAGE")
                .does((in, _) -> ScalingNodes.each(
                        in.images("image"),
                        picture -> Filters.noisy(picture, in.seed("seed"), in.decimal("strength"))));
    }

    private static Picture blended(Picture lower, Picture upper, double factor, String mode) {
        var fitted = lower.width() == upper.width() && lower.height() == upper.height()
                ? upper
                : Resampler.BICUBIC.scale(upper, lower.width(), lower.height());
        return Filters.combine(lower, fitted, (a, b) ->
                (int) Math.round(255 * (a / 255.0 * (1 - factor) + mode(mode, a / 255.0, b / 255.0) * factor)));
    }

    private static double mode(String mode, double a, double b) {
        return switch (mode) {
            case "multiply" -> a * b;
            case "screen" -> 1 - (1 - a) * (1 - b);
            case "overlay" -> a <= 0.5 ? 2 * a * b : 1 - 2 * (1 - a) * (1 - b);
            case "soft_light" -> b <= 0.5 ? a - (1 - 2 * b) * a * (1 - a) : a + (2 * b - 1) * (softened(a) - a);
            case "difference" -> a - b;
            default -> b;
        };
    }

    private static double softened(double a) {
        return a <= 0.25 ? ((16 * a - 12) * a + 4) * a : Math.sqrt(a);
    }
}
