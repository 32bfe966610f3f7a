package dev.comfymesh.scoring.domain.clip;

import dev.comfymesh.scoring.adapter.onnx.OnnxRuntime;
import dev.comfymesh.scoring.app.ModelRuntime.Unloadable;
import dev.comfymesh.scoring.app.ModelRuntime.Weights.InMemory;
import dev.comfymesh.scoring.domain.model.Models;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** A CLIP of random weights, far too small to know anything; see clip_model.py. */
public final class TinyClip implements Models {
    private static final Map<String, Found.Ready> LOADED = Set.of("clip-image", "clip-text", "aesthetic-head").stream()
            .collect(Collectors.toMap(id -> id, TinyClip::load));

    private final Set<String> missing;

    /** Without these. */
    public TinyClip(String... missing) {
        this.missing = Set.of(missing);
    }

    @Override
    public Found find(String id) {
        var loaded = LOADED.get(id);
        return loaded == null || missing.contains(id) ? new Found.Missing(id, "Nobody brought it.") : loaded;
    }

    private static Found.Ready load(String id) {
        try (var file = TinyClip.class.getResourceAsStream("/clip/" + id + ".onnx")) {
            var content = new InMemory(Objects.requireNonNull(file).readAllBytes());
            return new Found.Ready(id, "digest of " + id, new OnnxRuntime().load(content));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (Unloadable refused) {
            throw new AssertionError(refused);
        }
    }
}
