package dev.comfymesh.simulator.domain.node;

import static dev.comfymesh.simulator.domain.node.InputSpec.*;

import dev.comfymesh.simulator.domain.node.Values.Images;
import dev.comfymesh.simulator.domain.node.Values.Upscaler;
import dev.comfymesh.simulator.domain.rendering.Filters;
import dev.comfymesh.simulator.domain.rendering.Picture;
import dev.comfymesh.simulator.domain.rendering.Resampler;
import java.util.List;
import java.util.function.UnaryOperator;

/** Nodes that change the size of images. */
final class ScalingNodes {

    private static final List<String> METHODS = List.of("nearest-exact", "bilinear", "area", "bicubic", "lanczos");

    private ScalingNodes() {}

    static List<NodeClass> all(ModelShelf shelf) {
        return List.of(scale(), scaleBy(), upscaleLoader(shelf), upscaleWithModel());
    }

    private static NodeClass scale() {
        return NodeClass.named("ImageScale", "Upscale Image", "image/upscaling")
                .takes(
                        socket("image", "IMAGE"),
                        list("upscale_method", () -> METHODS),
                        integer("width", 512, 0, 16384, "step", 1),
                        integer("height", 512, 0, 16384, "step", 1),
                        list("crop", () -> List.of("disabled", "center")))
                .explainedBy(
                        Manual.classic("nodes", true, false).saying("", false, "Image Tools", "resize", "scale image"))
                .gives("IMAGE")
                .does((in, _) -> {
                    var resampler = Resampler.of(in.text("upscale_method"));
                    boolean crop = in.text("crop").equals("center");
                    int width = in.integer("width");
                    int height = in.integer("height");
                    return each(in.images("image"), picture -> scaled(picture, resampler, width, height, crop));
                });
    }

    private static NodeClass scaleBy() {
        return NodeClass.named("ImageScaleBy", "Upscale Image By", "image/upscaling")
                .takes(
                        socket("image", "IMAGE"),
                        list("upscale_method", () -> METHODS),
                        decimal("scale_by", 1.0, 0.01, 8.0, "step", 0.01))
                .omitsEmptyOptions()
                .gives("IMAGE")
                .does((in, _) -> {
                    var resampler = Resampler.of(in.text("upscale_method"));
                    double factor = in.decimal("scale_by");
                    return each(
                            in.images("image"),
                            picture -> resampler.scale(
                                    picture, Math.max(1, (int) Math.round(picture.width() * factor)), Math.max(1, (int)
                                            Math.round(picture.height() * factor))));
                });
    }

    private static NodeClass upscaleLoader(ModelShelf shelf) {
        return NodeClass.named("UpscaleModelLoader", "Load Upscale Model", "model/loaders")
                .takes(combo("model_name", () -> shelf.files("upscale_models")))
                .gives("UPSCALE_MODEL")
                .does((in, _) -> Result.of(new Upscaler(in.text("model_name").contains("x2") ? 2 : 4)));
    }

    private static NodeClass upscaleWithModel() {
        return NodeClass.named("ImageUpscaleWithModel", "Upscale Image (using Model)", "image/upscaling")
                .takes(socket("upscale_model", "UPSCALE_MODEL"), socket("image", "IMAGE"))
                .gives("IMAGE")
                .does((in, _) -> {
                    int factor = in.value("upscale_model", Upscaler.class).factor();
                    return each(
                            in.images("image"),
                            picture -> Filters.sharpen(
                                    Resampler.BICUBIC.scale(
                                            picture, picture.width() * factor, picture.height() * factor),
                                    2,
                                    1.2,
                                    1.1));
                });
    }

    /** A side of 0 follows from the other one. */
    private static Picture scaled(Picture picture, Resampler resampler, int width, int height, boolean crop) {
        if (width == 0 && height == 0) {
            return picture;
        }
        int wide = width == 0 ? Math.max(1, Math.round((float) picture.width() * height / picture.height())) : width;
        int high = height == 0 ? Math.max(1, Math.round((float) picture.height() * width / picture.width())) : height;
        return resampler.scale(crop ? cropped(picture, wide, high) : picture, wide, high);
    }

    private static Picture cropped(Picture picture, int width, int height) {
        double aspect = (double) width / height;
        if ((double) picture.width() / picture.height() > aspect) {
            int keep = Math.max(1, (int) Math.round(picture.height() * aspect));
            return BatchNodes.crop(picture, (picture.width() - keep) / 2, 0, keep, picture.height());
        }
        int keep = Math.max(1, (int) Math.round(picture.width() / aspect));
        return BatchNodes.crop(picture, 0, (picture.height() - keep) / 2, picture.width(), keep);
    }

    static Result each(Images images, UnaryOperator<Picture> change) {
        return Result.of(new Images(images.pictures().stream().map(change).toList()));
    }
}
