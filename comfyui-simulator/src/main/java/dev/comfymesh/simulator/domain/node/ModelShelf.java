package dev.comfymesh.simulator.domain.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The model files that the node has or claims to have, by folder, in ComfyUI's order of folders. */
public final class ModelShelf {

    private static final List<String> FOLDERS = List.of(
            "checkpoints",
            "configs",
            "loras",
            "vae",
            "text_encoders",
            "diffusion_models",
            "clip_vision",
            "style_models",
            "embeddings",
            "diffusers",
            "vae_approx",
            "controlnet",
            "gligen",
            "upscale_models",
            "latent_upscale_models",
            "custom_nodes",
            "datasets",
            "hypernetworks",
            "photomaker",
            "classifiers",
            "model_patches",
            "audio_encoders",
            "background_removal",
            "frame_interpolation",
            "geometry_estimation",
            "optical_flow",
            "detection");

    private static final Map<String, List<String>> FILES = Map.of(
            "checkpoints", List.of("sd_xl_base_1.0.safetensors", "v1-5-pruned-emaonly.safetensors"),
            "loras", List.of("ink-wash.safetensors", "soft-light.safetensors"),
            "vae", List.of("sdxl_vae.safetensors", "vae-ft-mse-840000-ema-pruned.safetensors"),
            "embeddings", List.of("easynegative.safetensors"),
            "upscale_models", List.of("RealESRGAN_x2plus.pth", "RealESRGAN_x4plus.pth"));

    private static final Set<String> EXTENSIONS =
            Set.of(".bin", ".ckpt", ".pkl", ".pt", ".pt2", ".pth", ".safetensors", ".sft");
    private static final Set<String> WITH_SAVED_ONES = Set.of("checkpoints", "loras", "vae");
    private static final Map<String, List<String>> OTHER_PLACES = Map.of(
            "text_encoders", List.of("models/text_encoders", "models/clip", "output/clip"),
            "diffusion_models", List.of("models/unet", "models/diffusion_models", "output/diffusion_models"),
            "controlnet", List.of("models/controlnet", "models/t2i_adapter"),
            "custom_nodes", List.of("custom_nodes"),
            "datasets", List.of("datasets"));
    private static final Map<String, List<String>> OTHER_EXTENSIONS =
            Map.of("diffusers", List.of("folder"), "datasets", List.of(), "classifiers", List.of(""));

    private final Path base;
    private final boolean stocked;

    /** A shelf with files that are only claimed, if it is stocked, besides those that really lie there. */
    public ModelShelf(Path base, boolean stocked) {
        this.base = base;
        this.stocked = stocked;
    }

    /** Makes the folders for models, which an installation has from the start. */
    public void furnish() throws IOException {
        var models = base.resolve("models");
        for (var folder : FOLDERS) {
            for (var place : places(folder)) {
                if (place.startsWith(models)) {
                    Files.createDirectories(place);
                }
            }
        }
    }

    public List<String> folders() {
        return FOLDERS;
    }

    public boolean has(String folder) {
        return FOLDERS.contains(folder);
    }

    /** The files of a folder; none when there is no such folder. */
    public List<String> files(String folder) {
        var files = new ArrayList<String>();
        if (stocked) {
            files.addAll(FILES.getOrDefault(folder, List.of()));
        }
        if (has(folder)) {
            places(folder).forEach(place -> files.addAll(found(place)));
        }
        return files.stream().distinct().toList();
    }

    /** Where the files of a folder lie. */
    public List<Path> places(String folder) {
        if (OTHER_PLACES.containsKey(folder)) {
            return OTHER_PLACES.getOrDefault(folder, List.of()).stream()
                    .map(base::resolve)
                    .toList();
        }
        var models = base.resolve("models").resolve(folder);
        return WITH_SAVED_ONES.contains(folder)
                ? List.of(models, base.resolve("output").resolve(folder))
                : List.of(models);
    }

    /** The endings of the files that count. */
    public List<String> extensions(String folder) {
        return OTHER_EXTENSIONS.getOrDefault(
                folder, EXTENSIONS.stream().sorted().toList());
    }

    /** A model file that really lies in a folder; empty for those that are only claimed, and for what lies elsewhere. */
    public Optional<Path> find(String folder, String name) {
        return places(folder).stream()
                .filter(place -> place.resolve(name).normalize().startsWith(place))
                .map(place -> place.resolve(name))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static List<String> found(Path place) {
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (var files = Files.walk(place)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> place.relativize(file).toString())
                    .filter(name -> name.contains(".") && EXTENSIONS.contains(name.substring(name.lastIndexOf('.'))))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
