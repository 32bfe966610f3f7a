package dev.comfymesh.simulator.domain.node;

import static dev.comfymesh.simulator.domain.node.InputSpec.*;

import dev.comfymesh.simulator.domain.node.Values.Conditioning;
import dev.comfymesh.simulator.domain.node.Values.Images;
import dev.comfymesh.simulator.domain.node.Values.Latent;
import dev.comfymesh.simulator.domain.node.Values.Model;
import dev.comfymesh.simulator.domain.rendering.Painter;
import dev.comfymesh.simulator.domain.rendering.Picture;
import dev.comfymesh.simulator.domain.rendering.Preview;
import dev.comfymesh.simulator.domain.rendering.Subject;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Latents and samplers; sampling paints the picture at once and then takes the time of its steps. */
final class SamplerNodes {

    static final BigInteger MAX_SEED = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
    private static final int EMPTY_LATENT_GREY = 0x808080;

    private static final List<String> SAMPLERS = List.of("""
                    euler euler_cfg_pp euler_ancestral euler_ancestral_cfg_pp heun heunpp2 exp_heun_2_x0
                    exp_heun_2_x0_sde dpm_2 dpm_2_ancestral lms dpm_fast dpm_adaptive dpmpp_2s_ancestral
                    dpmpp_2s_ancestral_cfg_pp dpmpp_sde dpmpp_sde_gpu dpmpp_2m dpmpp_2m_cfg_pp dpmpp_2m_sde
                    dpmpp_2m_sde_gpu dpmpp_2m_sde_heun dpmpp_2m_sde_heun_gpu dpmpp_3m_sde dpmpp_3m_sde_gpu ddpm lcm
                    ipndm ipndm_v deis res_multistep res_multistep_cfg_pp res_multistep_ancestral
                    res_multistep_ancestral_cfg_pp gradient_estimation gradient_estimation_cfg_pp er_sde seeds_2
                    seeds_3 sa_solver sa_solver_pece ddim uni_pc uni_pc_bh2
                    """.split("\\s+"));
    private static final List<String> SCHEDULERS = List.of(
            "simple",
            "sgm_uniform",
            "karras",
            "exponential",
            "ddim_uniform",
            "beta",
            "normal",
            "linear_quadratic",
            "kl_optimal");

    private SamplerNodes() {}

    static List<NodeClass> all() {
        return List.of(emptyLatent(), sampler(), advancedSampler(), decoder(), encoder());
    }

    private static NodeClass emptyLatent() {
        return NodeClass.named("EmptyLatentImage", "Empty Latent Image", "model/latent")
                .takes(
                        integer("width", 512, 16, 16384, "step", 8),
                        integer("height", 512, 16, 16384, "step", 8),
                        integer("batch_size", 1, 1, 4096))
                .gives("LATENT")
                .does((in, _) -> Result.of(new Latent(
                        in.integer("width") / 8 * 8,
                        in.integer("height") / 8 * 8,
                        in.integer("batch_size"),
                        List.of())));
    }

    private static NodeClass sampler() {
        return NodeClass.named("KSampler", "KSampler", "model/sampling")
                .takes(socket("model", "MODEL"), seed("seed"), integer("steps", 20, 1, 10000))
                .takes(guidance(), list("sampler_name", () -> SAMPLERS), list("scheduler", () -> SCHEDULERS))
                .takes(socket("positive", "CONDITIONING"), socket("negative", "CONDITIONING"))
                .takes(socket("latent_image", "LATENT"), decimal("denoise", 1.0, 0.0, 1.0, "step", 0.01))
                .gives("LATENT")
                .explainedBy(Manual.classic("nodes", false, false)
                        .saying("Paints what the conditioning says.", true, null, "sampler", "generate"))
                .does((in, run) -> sample(in, run, in.seed("seed"), in.integer("steps"), in.decimal("denoise")));
    }

    private static NodeClass advancedSampler() {
        return NodeClass.named("KSamplerAdvanced", "KSampler (Advanced)", "model/sampling")
                .takes(
                        socket("model", "MODEL"),
                        list("add_noise", () -> List.of("enable", "disable"), "advanced", true))
                .takes(seed("noise_seed"), integer("steps", 20, 1, 10000), guidance())
                .takes(list("sampler_name", () -> SAMPLERS), list("scheduler", () -> SCHEDULERS))
                .takes(socket("positive", "CONDITIONING"), socket("negative", "CONDITIONING"))
                .takes(socket("latent_image", "LATENT"))
                .takes(integer("start_at_step", 0, 0, 10000, "advanced", true))
                .takes(integer("end_at_step", 10000, 0, 10000, "advanced", true))
                .takes(list("return_with_leftover_noise", () -> List.of("disable", "enable"), "advanced", true))
                .omitsEmptyOptions()
                .gives("LATENT")
                .does((in, run) -> {
                    int steps = in.integer("steps");
                    int active = Math.clamp(
                            Math.min(in.integer("end_at_step"), steps) - in.integer("start_at_step"), 0, steps);
                    return sample(in, run, in.seed("noise_seed"), active, (double) active / steps);
                });
    }

    private static NodeClass decoder() {
        return NodeClass.named("VAEDecode", "VAE Decode", "model/latent")
                .takes(socket("samples", "LATENT"), socket("vae", "VAE"))
                .gives("IMAGE")
                .does((in, _) -> {
                    var latent = in.value("samples", Latent.class);
                    return Result.of(new Images(latent.pictures().isEmpty() ? blank(latent) : latent.pictures()));
                });
    }

    private static NodeClass encoder() {
        return NodeClass.named("VAEEncode", "VAE Encode", "model/latent")
                .takes(socket("pixels", "IMAGE"), socket("vae", "VAE"))
                .omitsEmptyOptions()
                .gives("LATENT")
                .does((in, _) -> {
                    var images = in.images("pixels");
                    var first = images.first();
                    return Result.of(new Latent(
                            first.width(), first.height(), images.pictures().size(), images.pictures()));
                });
    }

    private static Result sample(Inputs in, Run run, BigInteger seed, int steps, double denoise) {
        var latent = in.value("latent_image", Latent.class);
        // nobody holds pixels while the steps take their time, unless previews show them
        var pictures = new Late<>(() -> painted(latent, in, seed, steps, denoise));
        for (int step = 1; step <= steps; step++) {
            var sharpness = (double) step / steps;
            run.step(step, steps, () -> Preview.of(pictures.get().getFirst(), sharpness));
        }
        return Result.of(new Latent(latent.width(), latent.height(), latent.batchSize(), pictures.get()));
    }

    private static List<Picture> painted(Latent latent, Inputs in, BigInteger seed, int steps, double denoise) {
        var pictures = new ArrayList<Picture>();
        for (int i = 0; i < latent.batchSize(); i++) {
            var subject = new Subject(
                    in.value("positive", Conditioning.class).text(),
                    in.value("negative", Conditioning.class).text(),
                    seed.add(BigInteger.valueOf(i)),
                    steps,
                    in.decimal("cfg"),
                    in.value("model", Model.class).style(),
                    latent.width(),
                    latent.height());
            pictures.add(
                    latent.pictures().isEmpty()
                            ? Painter.paint(subject)
                            : Painter.repaint(latent.pictures().get(i), subject, denoise));
        }
        return pictures;
    }

    private static List<Picture> blank(Latent latent) {
        var grey = Picture.plain(latent.width(), latent.height(), EMPTY_LATENT_GREY);
        return Collections.nCopies(latent.batchSize(), grey);
    }

    private static InputSpec seed(String name) {
        return integer(name, 0, 0, MAX_SEED, "control_after_generate", true);
    }

    private static InputSpec guidance() {
        return decimal("cfg", 8.0, 0.0, 100.0, "step", 0.1, "round", 0.01);
    }
}
