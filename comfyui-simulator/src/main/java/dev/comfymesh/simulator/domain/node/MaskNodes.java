package dev.comfymesh.simulator.domain.node;

import static dev.comfymesh.simulator.domain.node.InputSpec.*;

import dev.comfymesh.simulator.domain.node.Values.Images;
import dev.comfymesh.simulator.domain.node.Values.Mask;
import dev.comfymesh.simulator.domain.rendering.Picture;
import dev.comfymesh.simulator.domain.rendering.Resampler;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Masks, and images put together through them. */
final class MaskNodes {

    private static final int PADDING_GREY = 0x808080;

    private MaskNodes() {}

    static List<NodeClass> all() {
        return List.of(solid(), feather(), invert(), toImage(), composite(), pad());
    }

    private static NodeClass solid() {
        return NodeClass.named("SolidMask", "Solid Mask", "image/mask")
                .takes(
                        decimal("value", 1.0, 0.0, 1.0, "step", 0.01),
                        integer("width", 512, 1, 16384, "step", 1),
                        integer("height", 512, 1, 16384, "step", 1))
                .gives("MASK")
                .does((in, _) -> {
                    var values = new float[in.integer("width") * in.integer("height")];
                    Arrays.fill(values, (float) in.decimal("value"));
                    return Result.of(new Mask(in.integer("width"), in.integer("height"), values));
                });
    }

    private static NodeClass feather() {
        return NodeClass.named("FeatherMask", "Feather Mask", "image/mask")
                .takes(
                        socket("mask", "MASK"),
                        integer("left", 0, 0, 16384, "step", 1),
                        integer("top", 0, 0, 16384, "step", 1),
                        integer("right", 0, 0, 16384, "step", 1),
                        integer("bottom", 0, 0, 16384, "step", 1))
                .gives("MASK")
                .does((in, _) -> {
                    var mask = in.value("mask", Mask.class);
                    int width = mask.width();
                    int height = mask.height();
                    var values = mask.values().clone();
                    for (int i = 0; i < values.length; i++) {
                        int x = i % width;
                        int y = i / width;
                        values[i] *= rise(x, in.integer("left"), width)
                                * rise(width - 1 - x, in.integer("right"), width)
                                * rise(y, in.integer("top"), height)
                                * rise(height - 1 - y, in.integer("bottom"), height);
                    }
                    return Result.of(new Mask(width, height, values));
                });
    }

    private static NodeClass invert() {
        return NodeClass.named("InvertMask", "Invert Mask", "image/mask")
                .takes(socket("mask", "MASK"))
                .gives("MASK")
                .does((in, _) -> {
                    var mask = in.value("mask", Mask.class);
                    var values = mask.values().clone();
                    for (int i = 0; i < values.length; i++) {
                        values[i] = 1 - values[i];
                    }
                    return Result.of(new Mask(mask.width(), mask.height(), values));
                });
    }

    private static NodeClass toImage() {
        return NodeClass.named("MaskToImage", "Convert Mask to Image", "image/mask")
                .takes(socket("mask", "MASK"))
                .gives("IMAGE")
                .does((in, _) -> {
                    var mask = in.value("mask", Mask.class);
                    return Result.of(new Images(List.of(grey(mask))));
                });
    }

    private static NodeClass composite() {
        return NodeClass.named("ImageCompositeMasked", "Image Composite Masked", "image/compositing")
                .takes(
                        socket("destination", "IMAGE"),
                        socket("source", "IMAGE"),
                        integer("x", 0, 0, 16384, "step", 1),
                        integer("y", 0, 0, 16384, "step", 1),
                        flag("resize_source", false),
                        socket("mask", "MASK").optional())
                .gives("IMAGE")
                .does((in, _) -> {
                    var source = in.images("source").first();
                    var mask = in.optional("mask", Mask.class).orElse(null);
                    return ScalingNodes.each(
                            in.images("destination"),
                            destination -> composed(
                                    destination,
                                    in.flag("resize_source")
                                            ? fitted(source, destination.width(), destination.height())
                                            : source,
                                    mask,
                                    in.integer("x"),
                                    in.integer("y")));
                });
    }

    private static NodeClass pad() {
        return NodeClass.named("ImagePadForOutpaint", "Pad Image for Outpainting", "image/transform")
                .takes(
                        socket("image", "IMAGE"),
                        integer("left", 0, 0, 16384, "step", 8),
                        integer("top", 0, 0, 16384, "step", 8),
                        integer("right", 0, 0, 16384, "step", 8),
                        integer("bottom", 0, 0, 16384, "step", 8),
                        integer("feathering", 40, 0, 16384, "step", 1, "advanced", true))
                .omitsEmptyOptions()
                .gives("IMAGE", "MASK")
                .does((in, _) -> {
                    var images = in.images("image");
                    var first = images.first();
                    int width = first.width() + in.integer("left") + in.integer("right");
                    int height = first.height() + in.integer("top") + in.integer("bottom");
                    var padded = images.pictures().stream()
                            .map(picture -> composed(
                                    Picture.plain(width, height, PADDING_GREY),
                                    picture,
                                    null,
                                    in.integer("left"),
                                    in.integer("top")))
                            .toList();
                    return Result.of(new Images(padded), paddingMask(in, first, width, height));
                });
    }

    private static Mask paddingMask(Inputs in, Picture picture, int width, int height) {
        var values = new float[width * height];
        Arrays.fill(values, 1);
        int soft = in.integer("feathering");
        boolean feathers = soft > 0 && soft * 2 < picture.height() && soft * 2 < picture.width();
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                int left = in.integer("left") > 0 ? x : picture.width();
                int right = in.integer("right") > 0 ? picture.width() - x : picture.width();
                int top = in.integer("top") > 0 ? y : picture.height();
                int bottom = in.integer("bottom") > 0 ? picture.height() - y : picture.height();
                int edge = Math.min(Math.min(left, right), Math.min(top, bottom));
                float near = feathers && edge < soft ? (float) (soft - edge) / soft : 0;
                values[(y + in.integer("top")) * width + x + in.integer("left")] = near * near;
            }
        }
        return new Mask(width, height, values);
    }

    private static Picture composed(Picture destination, Picture source, @Nullable Mask mask, int left, int top) {
        var alpha = mask == null ? null : fitted(grey(mask), source.width(), source.height());
        var pixels = destination.pixels().clone();
        for (int y = 0; y < Math.min(source.height(), destination.height() - top); y++) {
            for (int x = 0; x < Math.min(source.width(), destination.width() - left); x++) {
                int place = (y + top) * destination.width() + x + left;
                int share = alpha == null ? 255 : alpha.at(x, y) & 255;
                pixels[place] = mixed(pixels[place], source.at(x, y), share);
            }
        }
        return new Picture(destination.width(), destination.height(), pixels);
    }

    static Picture grey(Mask mask) {
        var pixels = new int[mask.values().length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = Math.clamp(Math.round(mask.values()[i] * 255), 0, 255) * 0x010101;
        }
        return new Picture(mask.width(), mask.height(), pixels);
    }

    private static Picture fitted(Picture picture, int width, int height) {
        return picture.width() == width && picture.height() == height
                ? picture
                : Resampler.BILINEAR.scale(picture, width, height);
    }

    private static int mixed(int from, int to, int share) {
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = from >> shift & 255;
            int b = to >> shift & 255;
            rgb |= (a * (255 - share) + b * share + 127) / 255 << shift;
        }
        return rgb;
    }

    private static float rise(int fromEdge, int feather, int size) {
        int reach = Math.min(feather, size);
        return fromEdge < reach ? (fromEdge + 1f) / reach : 1;
    }
}
