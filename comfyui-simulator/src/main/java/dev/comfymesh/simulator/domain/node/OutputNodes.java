package dev.comfymesh.simulator.domain.node;

import static dev.comfymesh.simulator.domain.node.InputSpec.*;

import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.node.Values.Images;
import dev.comfymesh.simulator.domain.node.Values.Mask;
import dev.comfymesh.simulator.domain.storage.SavedFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Nodes that leave pictures. */
final class OutputNodes {

    private static final int SAVE_COMPRESSION = 4;
    private static final int TEMP_COMPRESSION = 1;

    private OutputNodes() {}

    static List<NodeClass> all(Savers savers) {
        return List.of(save(savers), preview(savers), saveAdvanced(savers), previewMask(savers), compare(savers));
    }

    private static NodeClass save(Savers savers) {
        return NodeClass.named("SaveImage", "Save Image", "image")
                .takes(socket("images", "IMAGE"), text("filename_prefix", "default", "ComfyUI"))
                .saves()
                .explainedBy(Manual.classic("nodes", false, true)
                        .saying("Writes the images into the output folder.", false, "Basics", "save", "export image"))
                .does((in, run) -> {
                    var first = in.images("images").first();
                    var names = savers.output(in, first.width(), first.height());
                    return saved(in, run, names::next, SAVE_COMPRESSION);
                });
    }

    private static NodeClass preview(Savers savers) {
        return NodeClass.named("PreviewImage", "Preview Image", "image")
                .takes(socket("images", "IMAGE"))
                .omitsEmptyOptions()
                .saves()
                .does((in, run) -> {
                    var names = savers.temp("ComfyUI");
                    return saved(in, run, names::next, TEMP_COMPRESSION);
                });
    }

    private static NodeClass saveAdvanced(Savers savers) {
        var formats = new LinkedHashMap<String, List<InputSpec>>();
        formats.put("png", formatInputs(List.of("8-bit", "16-bit"), List.of("sRGB")));
        formats.put("exr", formatInputs(List.of("32-bit float"), List.of("sRGB", "HDR", "linear")));
        return NodeClass.named("SaveImageAdvanced", "Save Image (Advanced)", "image")
                .takes(
                        socket("images", "IMAGE"),
                        text("filename_prefix", "default", "ComfyUI", "multiline", false),
                        dynamic("format", formats))
                .saves()
                .explainedBy(Manual.modern("comfy_extras.nodes_images", true))
                .does((in, run) -> {
                    var first = in.images("images").first();
                    var names = savers.output(in, first.width(), first.height());
                    return saved(in, run, names::nextPlain, SAVE_COMPRESSION);
                });
    }

    private static List<InputSpec> formatInputs(List<String> depths, List<String> spaces) {
        return List.of(
                combo("bit_depth", () -> depths, "default", depths.getFirst(), "advanced", true),
                combo("input_color_space", () -> spaces, "default", spaces.getFirst(), "advanced", true));
    }

    private static NodeClass previewMask(Savers savers) {
        return NodeClass.named("MaskPreview", "Preview Mask", "image/mask")
                .takes(socket("mask", "MASK"))
                .endsWith("MASK", "mask")
                .explainedBy(Manual.modern("comfy_extras.nodes_mask", true))
                .does((in, run) -> {
                    var mask = in.value("mask", Mask.class);
                    var file = savers.temp("ComfyUI").next("png");
                    run.save(MaskNodes.grey(mask), file, TEMP_COMPRESSION);
                    return Result.showing(
                            Json.object("images", List.of(file.item()), "animated", List.of(false)),
                            List.of(file),
                            mask);
                });
    }

    private static NodeClass compare(Savers savers) {
        return NodeClass.named("ImageCompare", "Compare Images", "image")
                .takes(
                        socket("compare_view", "IMAGECOMPARE", Json.object("socketless", true)),
                        socket("image_a", "IMAGE").optional(),
                        socket("image_b", "IMAGE").optional())
                .ends()
                .explainedBy(Manual.modern("comfy_extras.nodes_image_compare", true, "experimental"))
                .does((in, run) -> {
                    var files = new ArrayList<SavedFile>();
                    var shown = Json.object();
                    for (var side : List.of("a", "b")) {
                        var images = in.optional("image_" + side, Images.class);
                        if (images.isPresent()) {
                            var names = savers.temp("comfy.compare." + side);
                            var written = write(images.get(), run, () -> names.next("png"), TEMP_COMPRESSION);
                            files.addAll(written);
                            shown.put(side + "_images", items(written));
                        }
                    }
                    return Result.showing(shown, files);
                });
    }

    private static Result saved(Inputs in, Run run, Function<String, SavedFile> next, int compressionLevel)
            throws IOException {
        var images = in.images("images");
        var files = write(images, run, () -> next.apply("png"), compressionLevel);
        return Result.showing(Json.object("images", items(files)), files, images);
    }

    private static List<SavedFile> write(Images images, Run run, Supplier<SavedFile> next, int compressionLevel)
            throws IOException {
        var files = new ArrayList<SavedFile>();
        for (var picture : images.pictures()) {
            var file = next.get();
            run.save(picture, file, compressionLevel);
            files.add(file);
        }
        return files;
    }

    static List<Map<String, @Nullable Object>> items(List<SavedFile> files) {
        return files.stream().map(SavedFile::item).toList();
    }
}
