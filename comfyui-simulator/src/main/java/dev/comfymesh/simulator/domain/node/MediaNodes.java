package dev.comfymesh.simulator.domain.node;

import static dev.comfymesh.simulator.domain.node.InputSpec.*;

import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.json.Python;
import dev.comfymesh.simulator.domain.media.Audio;
import dev.comfymesh.simulator.domain.media.Movie;
import dev.comfymesh.simulator.domain.media.Webp;
import dev.comfymesh.simulator.domain.node.Values.Latent;
import dev.comfymesh.simulator.domain.node.Values.Plain;
import dev.comfymesh.simulator.domain.node.Values.Silence;
import dev.comfymesh.simulator.domain.node.Values.Video;
import dev.comfymesh.simulator.domain.rendering.Png;
import dev.comfymesh.simulator.domain.storage.SavedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Nodes that leave moving pictures, sound, text and latents. */
final class MediaNodes {

    private static final int LATENT_CHANNELS = 4;
    private static final int LATENT_SCALE = 8;

    private MediaNodes() {}

    static List<NodeClass> all(Savers savers) {
        return List.of(
                animatedWebp(savers),
                animatedPng(savers),
                webm(savers),
                createVideo(),
                saveVideo(savers),
                emptyAudio(),
                saveAudio(savers, "SaveAudio", "flac"),
                saveAudio(savers, "SaveAudioMP3", "mp3", quality("V0", "V0", "128k", "320k")),
                saveAudio(savers, "SaveAudioOpus", "opus", quality("128k", "64k", "96k", "128k", "192k", "320k")),
                previewAudio(savers),
                saveText(savers),
                saveLatent(savers));
    }

    private static InputSpec prefix(String standard) {
        return text("filename_prefix", "default", standard, "multiline", false);
    }

    private static NodeClass animatedWebp(Savers savers) {
        return NodeClass.named("SaveAnimatedWEBP", "Save Animated WEBP", "image")
                .takes(
                        socket("images", "IMAGE"),
                        prefix("ComfyUI"),
                        decimal("fps", 6.0, 0.01, 1000.0, "step", 0.01),
                        flag("lossless", true),
                        integer("quality", 80, 0, 100),
                        combo("method", () -> List.of("default", "fastest", "slowest")))
                .saves()
                .explainedBy(Manual.modern("comfy_extras.nodes_images", true))
                .does((in, run) -> {
                    var frames = in.images("images").pictures();
                    var file = savers.output(in).next("webp");
                    run.save(Webp.encode(frames, frameMillis(in), run.embeddedTexts()), file);
                    var shown = Json.object("images", List.of(file.item()));
                    if (frames.size() > 1) {
                        shown.put("animated", List.of(true));
                    }
                    return Result.showing(shown, List.of(file), in.images("images"));
                });
    }

    private static NodeClass animatedPng(Savers savers) {
        return NodeClass.named("SaveAnimatedPNG", "Save Animated PNG", "image")
                .takes(
                        socket("images", "IMAGE"),
                        prefix("ComfyUI"),
                        decimal("fps", 6.0, 0.01, 1000.0, "step", 0.01),
                        integer("compress_level", 4, 0, 9, "advanced", true))
                .saves()
                .explainedBy(Manual.modern("comfy_extras.nodes_images", true))
                .does((in, run) -> {
                    var images = in.images("images");
                    var file = savers.output(in).next("png");
                    run.save(
                            Png.animate(
                                    images.pictures(),
                                    frameMillis(in),
                                    run.embeddedTexts(),
                                    in.integer("compress_level")),
                            file);
                    return moving(file, images);
                });
    }

    private static int frameMillis(Inputs in) {
        return (int) (1000 / in.decimal("fps"));
    }

    private static Result moving(SavedFile file, Values given) {
        return Result.showing(
                Json.object("images", List.of(file.item()), "animated", List.of(true)), List.of(file), given);
    }

    private static NodeClass webm(Savers savers) {
        return NodeClass.named("SaveWEBM", "Save WEBM", "video")
                .takes(
                        socket("images", "IMAGE"),
                        prefix("ComfyUI"),
                        combo("codec", () -> List.of("vp9", "av1")),
                        decimal("fps", 24.0, 0.01, 1000.0, "step", 0.01),
                        number("crf", "FLOAT", 32.0, 0, 63.0, "step", 1))
                .saves()
                .explainedBy(Manual.modern("comfy_extras.nodes_video", true, "experimental"))
                .does((in, run) -> {
                    var images = in.images("images");
                    var file = savers.output(in).next("webm");
                    run.save(Movie.matroska(images.pictures(), in.decimal("fps"), "webm"), file);
                    return moving(file, images);
                });
    }

    private static NodeClass createVideo() {
        return NodeClass.named("CreateVideo", "Create Video", "video")
                .takes(
                        socket("images", "IMAGE"),
                        decimal("fps", 30.0, 1.0, 120.0, "step", 1.0),
                        socket("audio", "AUDIO").optional(),
                        integer("bit_depth", 8, 8, 10, "step", 2, "display", "number")
                                .optional())
                .gives("VIDEO")
                .explainedBy(Manual.modern("comfy_extras.nodes_video", false))
                .does((in, _) -> Result.of(new Video(in.images("images").pictures(), in.decimal("fps"))));
    }

    private static NodeClass saveVideo(Savers savers) {
        var formats = new LinkedHashMap<String, List<InputSpec>>();
        for (var format : List.of("auto", "mp4", "mkv")) {
            formats.put(format, List.of(codec(true)));
        }
        formats.put("webm", List.of(codec(false)));
        return NodeClass.named("SaveVideo", "Save Video", "video")
                .takes(
                        socket("video", "VIDEO"),
                        prefix("video/ComfyUI"),
                        dynamic("format", formats),
                        dynamic("codec", codec(true).branches(), "hidden", true).optional())
                .endsWith("VIDEO", "video")
                .explainedBy(Manual.modern("comfy_extras.nodes_video", true))
                .does((in, run) -> {
                    var video = in.value("video", Video.class);
                    var format = in.text("format").equals("auto") ? "mp4" : in.text("format");
                    var file = savers.output(in).next(format);
                    run.save(encoded(video, format), file);
                    return moving(file, video);
                });
    }

    private static byte[] encoded(Video video, String format) {
        return switch (format) {
            case "mp4" -> Movie.mp4(video.frames(), video.framesPerSecond());
            case "webm" -> Movie.matroska(video.frames(), video.framesPerSecond(), "webm");
            default -> Movie.matroska(video.frames(), video.framesPerSecond(), "matroska");
        };
    }

    private static InputSpec codec(boolean withH264) {
        var codecs = new LinkedHashMap<String, List<InputSpec>>();
        codecs.put("auto", List.of());
        if (withH264) {
            codecs.put("h264", List.of(encoding(23.0, 51.0)));
        }
        codecs.put("av1", List.of(encoding(30.0, 63.0)));
        return dynamic("codec", codecs);
    }

    private static InputSpec encoding(double standard, double most) {
        var ways = new LinkedHashMap<String, List<InputSpec>>();
        ways.put("auto", List.of());
        ways.put(
                "re-encode",
                List.of(
                        combo("color_space", () -> List.of("auto", "sRGB", "HDR", "HDR PQ"), "default", "auto"),
                        decimal("crf", standard, 0.0, most, "step", 1.0)));
        return dynamic("encoding", ways).optional();
    }

    private static NodeClass emptyAudio() {
        return NodeClass.named("EmptyAudio", "Empty Audio", "audio")
                .takes(
                        number("duration", "FLOAT", 60.0, 0.0, SamplerNodes.MAX_SEED, "step", 0.01),
                        integer("sample_rate", 44_100, 1, 192_000, "advanced", true),
                        integer("channels", 2, 1, 2, "advanced", true))
                .gives("AUDIO")
                .explainedBy(Manual.modern("comfy_extras.nodes_audio", false))
                .does((in, _) -> {
                    int rate = in.integer("sample_rate");
                    long samples = Math.round(in.decimal("duration") * rate);
                    return Result.of(new Silence(rate, in.integer("channels"), samples));
                });
    }

    private static InputSpec quality(String standard, String... all) {
        return combo("quality", () -> List.of(all), "default", standard);
    }

    private static NodeClass saveAudio(Savers savers, String name, String format, InputSpec... more) {
        return NodeClass.named(name, "Save Audio (" + format.toUpperCase(Locale.ROOT) + ")", "audio")
                .takes(socket("audio", "AUDIO"), prefix("audio/ComfyUI"))
                .takes(more)
                .endsWith("AUDIO", "audio")
                .explainedBy(Manual.modern("comfy_extras.nodes_audio", true, "deprecated"))
                .does((in, run) -> sounding(in, run, savers.output(in).nextPlain(format), format));
    }

    private static NodeClass previewAudio(Savers savers) {
        return NodeClass.named("PreviewAudio", "Preview Audio", "audio")
                .takes(socket("audio", "AUDIO"))
                .endsWith("AUDIO", "audio")
                .explainedBy(Manual.modern("comfy_extras.nodes_audio", true))
                .does((in, run) -> sounding(in, run, savers.temp("ComfyUI").nextPlain("flac"), "flac"));
    }

    private static Result sounding(Inputs in, Run run, SavedFile file, String format) throws IOException {
        var audio = in.value("audio", Silence.class);
        var texts = run.embeddedTexts();
        run.save(
                switch (format) {
                    case "mp3" -> Audio.mp3(audio.sampleRate(), audio.samples(), texts);
                    case "opus" -> Audio.opus(audio.channels(), (double) audio.samples() / audio.sampleRate(), texts);
                    default -> Audio.flac(audio.sampleRate(), audio.channels(), audio.samples(), texts);
                },
                file);
        return Result.showing(Json.object("audio", List.of(file.item())), List.of(file), audio);
    }

    private static NodeClass saveText(Savers savers) {
        return NodeClass.named("SaveText", "Save Text", "text")
                .takes(
                        text("text", "multiline", false, "forceInput", true),
                        prefix("ComfyUI"),
                        combo("format", () -> List.of("txt", "csv", "md", "json"), "default", "txt"))
                .endsWith("STRING", "text")
                .explainedBy(Manual.modern("comfy_extras.nodes_text", true)
                        .saying("Writes the text into the output folder.", true, null, "save text", "export text"))
                .does((in, run) -> {
                    var text = in.text("text");
                    var file = savers.output(in).nextPlain(in.text("format"));
                    run.save(text.getBytes(StandardCharsets.UTF_8), file);
                    return Result.showing(
                            Json.object("text", List.of(text), "files", List.of(file.item())),
                            List.of(file),
                            new Plain(text));
                });
    }

    private static NodeClass saveLatent(Savers savers) {
        return NodeClass.named("SaveLatent", "Save Latent", "model/latent")
                .takes(socket("samples", "LATENT"), text("filename_prefix", "default", "latents/ComfyUI"))
                .omitsEmptyOptions()
                .endsWith("LATENT", "samples")
                .does((in, run) -> {
                    var latent = in.value("samples", Latent.class);
                    var file = savers.output(in).next("latent");
                    run.save(safetensors(latent, run.embeddedTexts()), file);
                    return Result.showing(Json.object("latents", List.of(file.item())), List.of(file), latent);
                });
    }

    /** Zeros of the latent's size, since pictures are painted and never encoded. */
    private static byte[] safetensors(Latent latent, Map<String, String> texts) {
        var shape = List.of(
                latent.batchSize(), LATENT_CHANNELS, latent.height() / LATENT_SCALE, latent.width() / LATENT_SCALE);
        int bytes = 4 * shape.stream().reduce(1, (a, b) -> a * b);
        var header = Python.json(Json.object(
                        "__metadata__", texts,
                        "latent_tensor", Json.object("dtype", "F32", "shape", shape, "data_offsets", List.of(0, bytes)),
                        "latent_format_version_0",
                                Json.object(
                                        "dtype", "F32", "shape", List.of(0), "data_offsets", List.of(bytes, bytes))))
                .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(8 + header.length + bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .array();
    }
}
