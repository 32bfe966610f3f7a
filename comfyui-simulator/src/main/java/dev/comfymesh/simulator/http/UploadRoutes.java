package dev.comfymesh.simulator.http;

import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.json.PythonError;
import dev.comfymesh.simulator.domain.storage.Digest;
import dev.comfymesh.simulator.domain.storage.Folders;
import dev.comfymesh.simulator.domain.storage.Root;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.FileUpload;
import io.vertx.ext.web.RoutingContext;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Takes files of any kind; equal content finds its old name again, other content of a known name gets a number. */
final class UploadRoutes {

    private static final Set<String> YES = Set.of("true", "1");

    /** Puts the uploaded content where it belongs. */
    @FunctionalInterface
    private interface Storing {
        void into(Path target) throws IOException;
    }

    private final Folders folders;
    private final Handler<RoutingContext> forms;

    UploadRoutes(Folders folders, Handler<RoutingContext> forms) {
        this.folders = folders;
        this.forms = forms;
    }

    void declare(Routes routes) {
        routes.post("/upload/image", forms, this::image).post("/upload/mask", forms, this::mask);
    }

    private void image(RoutingContext context) {
        take(
                context,
                upload -> target ->
                        Files.copy(Path.of(upload.uploadedFileName()), target, StandardCopyOption.REPLACE_EXISTING));
    }

    /** The mask's alpha goes into a copy of the original; without an original nothing is written, and nothing said. */
    private void mask(RoutingContext context) {
        var reference = context.request().getFormAttribute("original_ref");
        take(context, upload -> {
            if (reference == null) {
                throw new PythonError("KeyError", "'original_ref'");
            }
            var original = original(Json.asObject(Exchange.decode(Buffer.buffer(reference))));
            return target -> {
                if (original.isPresent()) {
                    ImageIO.write(masked(original.get(), Path.of(upload.uploadedFileName())), "png", target.toFile());
                }
            };
        });
    }

    private Optional<Path> original(@Nullable Map<String, @Nullable Object> reference) {
        if (reference == null || !(reference.get("filename") instanceof String name)) {
            throw new PythonError("KeyError", "'filename'");
        }
        var root = Root.of(String.valueOf(reference.getOrDefault("type", "output")));
        if (root.isEmpty() || name.startsWith("/") || name.contains("..")) {
            return Optional.empty();
        }
        var home = folders.of(root.get());
        var subfolder = String.valueOf(reference.getOrDefault("subfolder", ""));
        var file = home.resolve(subfolder).resolve(name).normalize();
        return Optional.of(file).filter(path -> path.startsWith(home) && Files.isRegularFile(path));
    }

    private static BufferedImage masked(Path original, Path mask) throws IOException {
        var picture = ImageIO.read(original.toFile());
        var alpha = ImageIO.read(mask.toFile());
        var masked = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int over = alpha.getRGB(
                        x * alpha.getWidth() / picture.getWidth(), y * alpha.getHeight() / picture.getHeight());
                masked.setRGB(x, y, picture.getRGB(x, y) & 0xffffff | over & 0xff000000);
            }
        }
        return masked;
    }

    private void take(RoutingContext context, Function<FileUpload, Storing> storing) {
        var upload = upload(context);
        if (upload == null) {
            if (context.request().formAttributes().contains("image")) {
                throw new PythonError("AttributeError", "'str' object has no attribute 'file'");
            }
            Exchange.empty(context, 400);
            return;
        }
        var word = attribute(context, "type", "input");
        var root = Root.of(word).orElseThrow(() -> new PythonError("ValueError", "no folder of type " + word));
        var subfolder = attribute(context, "subfolder", "");
        var home = folders.of(root);
        var folder = home.resolve(subfolder).normalize();
        var wanted = upload.fileName().replaceFirst("^/+", "");
        if (wanted.isEmpty()) {
            throw new PythonError("ValueError", "the file has no name");
        }
        if (!folder.startsWith(home) || !folder.resolve(wanted).normalize().startsWith(home)) {
            Exchange.empty(context, 400);
            return;
        }
        try {
            var name = store(upload, storing.apply(upload), folder, wanted, overwrites(context));
            Exchange.json(context, Json.object("name", name, "subfolder", subfolder, "type", word));
        } catch (IOException e) {
            context.fail(e);
        }
    }

    private static String store(FileUpload upload, Storing storing, Path folder, String wanted, boolean overwrite)
            throws IOException {
        Files.createDirectories(folder);
        var name = wanted;
        if (!overwrite) {
            var digest = Digest.ofFile(Path.of(upload.uploadedFileName()));
            for (int number = 1; Files.exists(folder.resolve(name)); number++) {
                if (Digest.ofFile(folder.resolve(name)).equals(digest)) {
                    return name;
                }
                name = numbered(wanted, number);
            }
        }
        if (!Files.isDirectory(folder.resolve(name).resolveSibling("."))) {
            throw new PythonError("FileNotFoundError", "[Errno 2] No such file or directory: '" + name + "'");
        }
        storing.into(folder.resolve(name));
        return name;
    }

    private static String numbered(String name, int number) {
        int dot = name.lastIndexOf('.');
        return dot <= 0
                ? name + " (" + number + ")"
                : name.substring(0, dot) + " (" + number + ")" + name.substring(dot);
    }

    private static @Nullable FileUpload upload(RoutingContext context) {
        return context.fileUploads().stream()
                .filter(upload -> upload.name().equals("image"))
                .findFirst()
                .orElse(null);
    }

    private static boolean overwrites(RoutingContext context) {
        return YES.contains(attribute(context, "overwrite", ""));
    }

    private static String attribute(RoutingContext context, String name, String standard) {
        var value = context.request().getFormAttribute(name);
        return value == null ? standard : value;
    }
}
