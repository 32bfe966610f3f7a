package dev.comfymesh.simulator.domain.node;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The model files that the node claims to have, by folder, in ComfyUI's order of folders. */
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

    private final Map<String, List<String>> shelf = new LinkedHashMap<>();

    public ModelShelf() {
        FOLDERS.forEach(folder -> shelf.put(folder, FILES.getOrDefault(folder, List.of())));
    }

    public List<String> folders() {
        return FOLDERS;
    }

    public boolean has(String folder) {
        return shelf.containsKey(folder);
    }

    /** The files of a folder; none when there is no such folder. */
    public List<String> files(String folder) {
        return shelf.getOrDefault(folder, List.of());
    }
}
