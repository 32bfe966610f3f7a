package dev.comfymesh.simulator.domain.node;

import static dev.comfymesh.simulator.domain.node.InputSpec.*;

import dev.comfymesh.simulator.domain.node.Values.Images;
import dev.comfymesh.simulator.domain.rendering.Picture;
import dev.comfymesh.simulator.domain.rendering.Resampler;
import java.util.ArrayList;
import java.util.List;

/** Nodes that cut, turn and collect images. */
final class BatchNodes {

    private BatchNodes() {}

    static List<NodeClass> all() {
        return List.of(cropper(), flip(), batch(), repeat());
    }

    private static NodeClass cropper() {
        return NodeClass.named("ImageCrop", "Image Crop", "image/transform")
                .takes(
                        socket("image", "IMAGE"),
                        integer("width", 512, 1, 16384, "step", 1),
                        integer("height", 512, 1, 16384, "step", 1),
                        integer("x", 0, 0, 16384, "step", 1),
                        integer("y", 0, 0, 16384, "step", 1))
                .gives("IMAGE")
                .explainedBy(Manual.modern("comfy_extras.nodes_images", false, "deprecated"))
                .does((in, _) -> ScalingNodes.each(in.images("image"), picture -> {
                    int x = Math.min(in.integer("x"), picture.width() - 1);
                    int y = Math.min(in.integer("y"), picture.height() - 1);
                    return crop(
                            picture,
                            x,
                            y,
                            Math.min(in.integer("width"), picture.width() - x),
                            Math.min(in.integer("height"), picture.height() - y));
                }));
    }

    private static NodeClass flip() {
        return NodeClass.named("ImageFlip", "Image Flip", "image/transform")
                .takes(
                        socket("image", "IMAGE"),
                        combo("flip_method", () -> List.of("x-axis: vertically", "y-axis: horizontally")))
                .gives("IMAGE")
                .does((in, _) -> {
                    boolean vertical = in.text("flip_method").startsWith("x");
                    return ScalingNodes.each(in.images("image"), picture -> flipped(picture, vertical));
                });
    }

    private static NodeClass batch() {
        return NodeClass.named("ImageBatch", "Batch Images", "image/batch")
                .takes(socket("image1", "IMAGE"), socket("image2", "IMAGE"))
                .explainedBy(Manual.classic("nodes", true, false).marked("deprecated"))
                .gives("IMAGE")
                .does((in, _) -> {
                    var first = in.images("image1");
                    var all = new ArrayList<>(first.pictures());
                    in.images("image2").pictures().stream()
                            .map(picture -> Resampler.BILINEAR.scale(
                                    picture,
                                    first.first().width(),
                                    first.first().height()))
                            .forEach(all::add);
                    return Result.of(new Images(all));
                });
    }

    private static NodeClass repeat() {
        return NodeClass.named("RepeatImageBatch", "Repeat Image Batch", "image/batch")
                .takes(socket("image", "IMAGE"), integer("amount", 1, 1, 4096))
                .gives("IMAGE")
                .does((in, _) -> {
                    var all = new ArrayList<Picture>();
                    for (int i = 0; i < in.integer("amount"); i++) {
                        all.addAll(in.images("image").pictures());
                    }
                    return Result.of(new Images(all));
                });
    }

    static Picture crop(Picture picture, int x, int y, int width, int height) {
        var pixels = new int[width * height];
        for (int row = 0; row < height; row++) {
            System.arraycopy(picture.pixels(), (y + row) * picture.width() + x, pixels, row * width, width);
        }
        return new Picture(width, height, pixels);
    }

    private static Picture flipped(Picture picture, boolean vertical) {
        int width = picture.width();
        int height = picture.height();
        var pixels = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                pixels[y * width + x] = vertical ? picture.at(x, height - 1 - y) : picture.at(width - 1 - x, y);
            }
        }
        return new Picture(width, height, pixels);
    }
}
