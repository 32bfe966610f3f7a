package dev.comfymesh.simulator.http;

import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.json.PythonError;
import dev.comfymesh.simulator.domain.storage.Digest;
import dev.comfymesh.simulator.domain.storage.Folders;
import dev.comfymesh.simulator.domain.storage.Root;
import io.vertx.core.Handler;
import io.vertx.ext.web.FileUpload;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes files of any kind; equal content finds its old name again, other content of a known name gets a number. */
final class UploadRoute implements Handler<RoutingContext> {

    private static final Set<String> YES = Set.of("true", "1");

    private final Folders folders;

    UploadRoute(Folders folders) {
        this.folders = folders;
    }

    @Override
    public void handle(RoutingContext context) {
        var upload = image(context);
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
            var name = store(Path.of(upload.uploadedFileName()), folder, wanted, overwrites(context));
            Exchange.json(context, Json.object("name", name, "subfolder", subfolder, "type", word));
        } catch (IOException e) {
            context.fail(e);
        }
    }

    private static String store(Path content, Path folder, String wanted, boolean overwrite) throws IOException {
        Files.createDirectories(folder);
        var name = wanted;
        if (!overwrite) {
            var digest = Digest.ofFile(content);
            for (int number = 1; Files.exists(folder.resolve(name)); number++) {
                if (Digest.ofFile(folder.resolve(name)).equals(digest)) {
                    return name;
                }
                name = numbered(wanted, number);
            }
        }
        Files.copy(content, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        return name;
    }

    private static String numbered(String name, int number) {
        int dot = name.lastIndexOf('.');
        return dot <= 0
                ? name + " (" + number + ")"
                : name.substring(0, dot) + " (" + number + ")" + name.substring(dot);
    }

    private static @Nullable FileUpload image(RoutingContext context) {
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
