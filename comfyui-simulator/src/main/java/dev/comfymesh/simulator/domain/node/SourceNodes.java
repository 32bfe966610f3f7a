package dev.comfymesh.simulator.domain.node;

import static dev.comfymesh.simulator.domain.node.InputSpec.*;

import dev.comfymesh.simulator.domain.json.PythonError;
import dev.comfymesh.simulator.domain.node.Values.Images;
import dev.comfymesh.simulator.domain.node.Values.Mask;
import dev.comfymesh.simulator.domain.rendering.Picture;
import dev.comfymesh.simulator.domain.storage.Digest;
import dev.comfymesh.simulator.domain.storage.Folders;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Images from files and from nothing. */
final class SourceNodes {

    private static final int NO_ALPHA_MASK_SIZE = 64;

    private SourceNodes() {}

    static List<NodeClass> all(Folders folders) {
        return List.of(
                NodeClass.named("LoadImage", "Load Image", "image")
                        .takes(list("image", folders::inputFiles, "image_upload", true))
                        .gives("IMAGE", "MASK")
                        .explainedBy(Manual.classic("nodes", false, false)
                                .saying("", false, "Basics", "import image", "open image"))
                        .checks("image", value -> complaint(folders, String.valueOf(value)))
                        .changesWith(inputs -> fingerprint(folders, inputs))
                        .does((in, _) -> load(file(folders, in.text("image")))),
                NodeClass.named("EmptyImage", "Empty Image", "image")
                        .takes(
                                integer("width", 512, 1, 16384, "step", 1),
                                integer("height", 512, 1, 16384, "step", 1),
                                integer("batch_size", 1, 1, 4096),
                                integer("color", 0, 0, 0xffffff, "step", 1, "display", "color"))
                        .gives("IMAGE")
                        .does((in, _) -> {
                            var plain = Picture.plain(in.integer("width"), in.integer("height"), in.integer("color"));
                            return Result.of(new Images(Collections.nCopies(in.integer("batch_size"), plain)));
                        }));
    }

    private static Optional<String> complaint(Folders folders, String name) {
        return folders.annotated(name).isPresent() ? Optional.empty() : Optional.of("Invalid image file: " + name);
    }

    private static String fingerprint(Folders folders, Map<String, @Nullable Object> inputs) {
        return folders.annotated(String.valueOf(inputs.get("image")))
                .map(Digest::ofFile)
                .orElse("absent");
    }

    private static Path file(Folders folders, String name) {
        return folders.annotated(name)
                .orElseThrow(() ->
                        new PythonError("FileNotFoundError", "[Errno 2] No such file or directory: '" + name + "'"));
    }

    private static Result load(Path file) throws IOException {
        var image = ImageIO.read(file.toFile());
        if (image == null) {
            throw new PythonError("PIL.UnidentifiedImageError", "cannot identify image file '" + file + "'");
        }
        int width = image.getWidth();
        int height = image.getHeight();
        var pixels = image.getRGB(0, 0, width, height, null, 0, width);
        return Result.of(new Images(List.of(opaque(width, height, pixels))), mask(image, pixels));
    }

    private static Picture opaque(int width, int height, int[] pixels) {
        var opaque = new int[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            opaque[i] = pixels[i] & 0xffffff;
        }
        return new Picture(width, height, opaque);
    }

    private static Mask mask(BufferedImage image, int[] pixels) {
        if (!image.getColorModel().hasAlpha()) {
            return new Mask(NO_ALPHA_MASK_SIZE, NO_ALPHA_MASK_SIZE, new float[NO_ALPHA_MASK_SIZE * NO_ALPHA_MASK_SIZE]);
        }
        var values = new float[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            values[i] = 1 - (pixels[i] >>> 24) / 255f;
        }
        return new Mask(image.getWidth(), image.getHeight(), values);
    }
}
