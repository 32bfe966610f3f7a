package dev.comfymesh.simulator.domain;

import dev.comfymesh.simulator.domain.json.Json;
import java.util.List;
import java.util.Map;

/** Graphs that tests are made of. */
public final class Graphs {

    private Graphs() {}

    public static Map<String, Object> node(String classType, Object... inputs) {
        return Json.object("class_type", classType, "inputs", Json.object(inputs));
    }

    public static List<Object> link(String node, int slot) {
        return List.of(node, slot);
    }

    public static Map<String, Object> plain(int colour) {
        return node("EmptyImage", "width", 24, "height", 16, "batch_size", 1, "color", colour);
    }

    public static Map<String, Object> save(String source, String prefix) {
        return node("SaveImage", "images", link(source, 0), "filename_prefix", prefix);
    }

    /** The smallest useful graph: 1 makes a plain image, 9 saves it. */
    public static Map<String, Object> smallest(int colour) {
        return Json.object("1", plain(colour), "9", save("1", "t"));
    }

    /** Text to image on a small canvas; the sampler is node 5, the saver node 7. */
    public static Map<String, Object> textToImage(long seed, int steps) {
        return Json.object(
                "1", node("CheckpointLoaderSimple", "ckpt_name", "sd_xl_base_1.0.safetensors"),
                "2", node("CLIPTextEncode", "text", "an ocean", "clip", link("1", 1)),
                "3", node("CLIPTextEncode", "text", "", "clip", link("1", 1)),
                "4", node("EmptyLatentImage", "width", 64, "height", 64, "batch_size", 1),
                "5",
                        node(
                                "KSampler",
                                "model",
                                link("1", 0),
                                "seed",
                                seed,
                                "steps",
                                steps,
                                "cfg",
                                7,
                                "sampler_name",
                                "euler",
                                "scheduler",
                                "normal",
                                "positive",
                                link("2", 0),
                                "negative",
                                link("3", 0),
                                "latent_image",
                                link("4", 0),
                                "denoise",
                                1),
                "6", node("VAEDecode", "samples", link("5", 0), "vae", link("1", 2)),
                "7", save("6", "sampled"));
    }
}
