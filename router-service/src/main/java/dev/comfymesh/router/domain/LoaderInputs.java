package dev.comfymesh.router.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which inputs of loader nodes name a model file, and in which folder it lies. What is not known here is no need: a loader
 * that nobody has heard of keeps no graph from any target.
 */
public final class LoaderInputs {
    private static final Map<String, String> FOLDERS = Map.ofEntries(
            Map.entry("ckpt_name", "checkpoints"),
            Map.entry("lora_name", "loras"),
            Map.entry("vae_name", "vae"),
            Map.entry("unet_name", "diffusion_models"),
            Map.entry("clip_name", "text_encoders"),
            Map.entry("clip_name1", "text_encoders"),
            Map.entry("clip_name2", "text_encoders"),
            Map.entry("clip_name3", "text_encoders"),
            Map.entry("clip_name4", "text_encoders"),
            Map.entry("control_net_name", "controlnet"),
            Map.entry("style_model_name", "style_models"),
            Map.entry("gligen_name", "gligen"),
            Map.entry("hypernetwork_name", "hypernetworks"),
            Map.entry("audio_encoder_name", "audio_encoders"));

    /** Loaders of which an input's name means another folder than it does elsewhere. */
    private static final Map<String, Map<String, String>> FOLDERS_OF_CLASSES = Map.of(
            "UpscaleModelLoader", Map.of("model_name", "upscale_models"),
            "CLIPVisionLoader", Map.of("clip_name", "clip_vision"),
            "LatentUpscaleModelLoader", Map.of("model_name", "latent_upscale_models"),
            "PhotoMakerLoader", Map.of("photomaker_model_name", "photomaker"));

    // Some loaders also offer choices that are no files.
    private static final List<String> SUFFIXES =
            List.of(".safetensors", ".sft", ".ckpt", ".pt", ".pt2", ".pth", ".bin", ".pkl", ".gguf", ".onnx");

    private LoaderInputs() {}

    /** The model file that this value of the input names; empty when it names none, as far as is known. */
    public static Optional<ModelFile> model(String nodeClass, String input, String value) {
        if (SUFFIXES.stream().noneMatch(value::endsWith)) {
            return Optional.empty();
        }
        var folder = FOLDERS_OF_CLASSES.getOrDefault(nodeClass, FOLDERS).get(input);
        return Optional.ofNullable(folder).map(known -> new ModelFile(known, value));
    }
}
