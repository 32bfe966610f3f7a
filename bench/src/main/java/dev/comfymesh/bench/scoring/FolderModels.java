package dev.comfymesh.bench.scoring;

import dev.comfymesh.scoring.adapter.onnx.OnnxRuntime;
import dev.comfymesh.scoring.app.ModelRuntime.Unloadable;
import dev.comfymesh.scoring.app.ModelRuntime.Weights;
import dev.comfymesh.scoring.domain.model.Models;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The ONNX files of a folder by their names, loaded as the service loads them; nobody asks where they come from. */
final class FolderModels implements Models {
    private final Path folder;
    private final Map<String, Found> loaded = new ConcurrentHashMap<>();

    FolderModels(Path folder) {
        this.folder = folder;
    }

    @Override
    public Found find(String id) {
        return loaded.computeIfAbsent(id, this::load);
    }

    private Found load(String id) {
        var file = folder.resolve(id + ".onnx");
        if (!Files.exists(file)) {
            return new Found.Missing(id, "It is not in the folder.");
        }
        try {
            return new Found.Ready(id, "unpinned", new OnnxRuntime().load(new Weights.InFile(file)));
        } catch (Unloadable refused) {
            throw new IllegalStateException(refused);
        }
    }
}
