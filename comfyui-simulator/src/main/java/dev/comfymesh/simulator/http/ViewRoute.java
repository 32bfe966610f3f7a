package dev.comfymesh.simulator.http;

import dev.comfymesh.simulator.domain.json.PythonError;
import dev.comfymesh.simulator.domain.media.Webp;
import dev.comfymesh.simulator.domain.rendering.Jpeg;
import dev.comfymesh.simulator.domain.rendering.Picture;
import dev.comfymesh.simulator.domain.rendering.Png;
import dev.comfymesh.simulator.domain.storage.Folders;
import dev.comfymesh.simulator.domain.storage.Root;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Serves files by name, subfolder and type; pictures also in another format or by single channels. */
final class ViewRoute implements Handler<RoutingContext> {

    private static final int STANDARD_QUALITY = 90;
    private static final int COMPRESSION = 4;

    private final Folders folders;

    ViewRoute(Folders folders) {
        this.folders = folders;
    }

    @Override
    public void handle(RoutingContext context) {
        var name = context.request().getParam("filename", "");
        var type = context.request().getParam("type", "output");
        for (var root : Root.values()) {
            var suffix = " [" + root.word() + "]";
            if (name.endsWith(suffix)) {
                name = name.substring(0, name.length() - suffix.length());
                type = root.word();
            }
        }
        var root = Root.of(type);
        if (name.isEmpty() || name.startsWith("/") || name.contains("..") || root.isEmpty()) {
            Exchange.empty(context, 400);
            return;
        }
        var home = folders.of(root.get());
        var folder = home.resolve(context.request().getParam("subfolder", "")).normalize();
        if (!folder.startsWith(home)) {
            Exchange.empty(context, 403);
            return;
        }
        var file = folder.resolve(Path.of(name).getFileName());
        if (!Files.isRegularFile(file)) {
            Exchange.empty(context, 404);
            return;
        }
        serve(context, file);
    }

    private static void serve(RoutingContext context, Path file) {
        var preview = context.request().getParam("preview");
        var channel = context.request().getParam("channel", "rgba");
        try {
            if (preview != null) {
                boolean jpeg = preview.startsWith("jpeg") && !channel.equals("a");
                var picture = picture(decoded(file), channel);
                answer(
                        context,
                        file,
                        jpeg ? "image/jpeg" : "image/webp",
                        jpeg ? Jpeg.encode(picture, quality(preview) / 100f) : Webp.encode(picture));
            } else if (channel.equals("rgb") || channel.equals("a")) {
                answer(context, file, "image/png", Png.encode(picture(decoded(file), channel), Map.of(), COMPRESSION));
            } else {
                FileAnswer.inline(context, file);
            }
        } catch (IOException e) {
            context.fail(e);
        }
    }

    private static BufferedImage decoded(Path file) throws IOException {
        var image = ImageIO.read(file.toFile());
        if (image == null) {
            throw new PythonError("PIL.UnidentifiedImageError", "cannot identify image file '" + file + "'");
        }
        return image;
    }

    /** The colours, or the alpha as a shade of grey. */
    private static Picture picture(BufferedImage image, String channel) {
        var pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = channel.equals("a") ? (pixels[i] >>> 24) * 0x010101 : pixels[i] & 0xffffff;
        }
        return new Picture(image.getWidth(), image.getHeight(), pixels);
    }

    private static int quality(@Nullable String preview) {
        var parts = String.valueOf(preview).split(";", 2);
        return parts.length == 2 && parts[1].matches("\\d{1,2}|100") ? Integer.parseInt(parts[1]) : STANDARD_QUALITY;
    }

    private static void answer(RoutingContext context, Path file, String mediaType, byte[] content) {
        context.response()
                .putHeader("Content-Type", mediaType)
                .putHeader("Content-Disposition", "filename=\"" + file.getFileName() + "\"")
                .end(Buffer.buffer(content));
    }
}
