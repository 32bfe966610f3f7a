package dev.comfymesh.executor.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which inputs of loader nodes name a model, and in which model folder it lies. */
public final class ModelInputs {
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

    /** Classes whose {@code model_name} or {@code clip_name} means another folder than the name says. */
    private static final Map<String, String> FOLDERS_OF_CLASSES = Map.of(
            "UpscaleModelLoader", "upscale_models",
            "CLIPVisionLoader", "clip_vision",
            "LatentUpscaleModelLoader", "latent_upscale_models",
            "PhotoMakerLoader", "photomaker");

    private static final List<String> MODEL_SUFFIXES =
            List.of(".safetensors", ".sft", ".ckpt", ".pt", ".pth", ".bin", ".gguf", ".onnx");

    private static final Pattern FILE = Pattern.compile(".+\\.\\p{Alpha}\\p{Alnum}{1,11}", Pattern.DOTALL);

    private ModelInputs() {}

    /** The model folder that an input of a node class chooses from; empty when it does not name a model. */
    public static Optional<String> folder(String nodeClass, String input) {
        var special = FOLDERS_OF_CLASSES.get(nodeClass);
        if (special != null
                && (input.equals("model_name") || input.equals("clip_name") || input.endsWith("_model_name"))) {
            return Optional.of(special);
        }
        return Optional.ofNullable(FOLDERS.get(input));
    }

    /** Whether it ends as the names of files do. */
    static boolean looksLikeFile(String value) {
        return FILE.matcher(value).matches();
    }

    static boolean looksLikeModel(String value) {
        return MODEL_SUFFIXES.stream().anyMatch(value::endsWith);
    }
}
