package dev.comfymesh.simulator.domain.node;

import static dev.comfymesh.simulator.domain.node.InputSpec.*;

import dev.comfymesh.simulator.domain.node.Values.Clip;
import dev.comfymesh.simulator.domain.node.Values.Conditioning;
import dev.comfymesh.simulator.domain.node.Values.Model;
import dev.comfymesh.simulator.domain.node.Values.Vae;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Models and prompts; a model is no more than a name that colours what samplers paint. */
final class LoaderNodes {

    private LoaderNodes() {}

    static List<NodeClass> all(ModelShelf shelf) {
        return List.of(
                NodeClass.named("CheckpointLoaderSimple", "Load Checkpoint", "model/loaders")
                        .takes(list("ckpt_name", () -> shelf.files("checkpoints")))
                        .gives("MODEL", "CLIP", "VAE")
                        .explainedBy(Manual.classic("nodes", false, false)
                                .saying("Gives the parts of a checkpoint file.", true, null, "load model"))
                        .does((in, _) -> {
                            var name = in.text("ckpt_name");
                            return Result.of(new Model(name), new Clip(name), new Vae(name));
                        }),
                NodeClass.named("LoraLoader", "Load LoRA (Model and CLIP)", "model/loaders")
                        .takes(
                                socket("model", "MODEL"),
                                socket("clip", "CLIP"),
                                list("lora_name", () -> shelf.files("loras")),
                                decimal("strength_model", 1.0, -100.0, 100.0, "step", 0.01),
                                decimal("strength_clip", 1.0, -100.0, 100.0, "step", 0.01))
                        .gives("MODEL", "CLIP")
                        .explainedBy(Manual.classic("nodes", false, false)
                                .saying("Changes model and text encoder a little.", true, "Image Generation", "lora"))
                        .does((in, _) -> Result.of(
                                new Model(patched(
                                        in, in.value("model", Model.class).style(), "strength_model")),
                                new Clip(
                                        patched(in, in.value("clip", Clip.class).style(), "strength_clip")))),
                NodeClass.named("VAELoader", "Load VAE", "model/loaders")
                        .takes(list("vae_name", () -> vaes(shelf)))
                        .gives("VAE")
                        .does((in, _) -> Result.of(new Vae(in.text("vae_name")))),
                NodeClass.named("CLIPTextEncode", "CLIP Text Encode (Prompt)", "model/conditioning")
                        .takes(text("text", "multiline", true, "dynamicPrompts", true), socket("clip", "CLIP"))
                        .gives("CONDITIONING")
                        .does((in, _) -> Result.of(new Conditioning(in.text("text")))));
    }

    /** The last one is no file: it leaves pixels as they are. */
    private static List<String> vaes(ModelShelf shelf) {
        return Stream.concat(shelf.files("vae").stream(), Stream.of("pixel_space"))
                .toList();
    }

    private static String patched(Inputs in, String style, String strength) {
        return String.format(Locale.ROOT, "%s+%s*%.2f", style, in.text("lora_name"), in.decimal(strength));
    }
}
