package dev.comfymesh.simulator.domain.node;

import static dev.comfymesh.simulator.domain.node.InputSpec.*;

import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.storage.Folders;
import dev.comfymesh.simulator.domain.storage.NumberedNames;
import dev.comfymesh.simulator.domain.storage.Root;
import dev.comfymesh.simulator.domain.storage.SavedFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Nodes that leave files. */
final class OutputNodes {

    private static final int SAVE_COMPRESSION = 4;
    private static final int TEMP_COMPRESSION = 1;

    private OutputNodes() {}

    static List<NodeClass> all(Folders folders, String tempSuffix) {
        return List.of(
                NodeClass.named("SaveImage", "Save Image", "image")
                        .takes(socket("images", "IMAGE"), text("filename_prefix", "default", "ComfyUI"))
                        .saves()
                        .does((in, run) -> save(
                                in,
                                run,
                                new NumberedNames(folders, Root.OUTPUT, in.text("filename_prefix")),
                                SAVE_COMPRESSION)),
                NodeClass.named("PreviewImage", "Preview Image", "image")
                        .takes(socket("images", "IMAGE"))
                        .omitsEmptyOptions()
                        .saves()
                        .does((in, run) -> save(
                                in,
                                run,
                                new NumberedNames(folders, Root.TEMP, "ComfyUI_temp_" + tempSuffix),
                                TEMP_COMPRESSION)));
    }

    private static Result save(Inputs in, Run run, NumberedNames names, int compressionLevel) throws IOException {
        var images = in.images("images");
        var files = new ArrayList<SavedFile>();
        for (var picture : images.pictures()) {
            var file = names.next();
            run.save(picture, file, compressionLevel);
            files.add(file);
        }
        var shown = Json.object("images", files.stream().map(SavedFile::item).toList());
        return new Result(List.of(images), shown, List.copyOf(files));
    }
}
