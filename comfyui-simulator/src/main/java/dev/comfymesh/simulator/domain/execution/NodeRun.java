package dev.comfymesh.simulator.domain.execution;

import dev.comfymesh.simulator.domain.fault.Fault;
import dev.comfymesh.simulator.domain.fault.Lie;
import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.json.Python;
import dev.comfymesh.simulator.domain.json.PythonError;
import dev.comfymesh.simulator.domain.node.Run;
import dev.comfymesh.simulator.domain.profile.Ability;
import dev.comfymesh.simulator.domain.rendering.Jpeg;
import dev.comfymesh.simulator.domain.rendering.Picture;
import dev.comfymesh.simulator.domain.rendering.Png;
import dev.comfymesh.simulator.domain.rendering.Resampler;
import dev.comfymesh.simulator.domain.storage.SavedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One node of a run at work: it reports progress as a real node does, and misbehaves if its prompt is to. */
final class NodeRun implements Run {

    private static final long REPORT_INTERVAL_MILLIS = 100;
    private static final double SMALLEST_CHANGE = 0.005;
    private static final float PREVIEW_QUALITY = 0.95f;
    private static final int BLANK_GREY = 0x7f7f7f;

    private final Prompt prompt;
    private final Place node;
    private final ProgressBoard board;
    private final Workshop workshop;
    private @Nullable Instant lastReport;
    private int lastValue;

    NodeRun(Prompt prompt, Place node, ProgressBoard board, Workshop workshop) {
        this.prompt = prompt;
        this.node = node;
        this.board = board;
        this.workshop = workshop;
    }

    @Override
    public void step(int done, int total, Supplier<Picture> preview) {
        workshop.pace().pass(workshop.knobs().stepTime());
        report(done, total, wantsPreviews() ? Optional.of(preview.get()) : Optional.empty());
    }

    private boolean wantsPreviews() {
        return prompt.previews() && workshop.profile().can(Ability.PREVIEWS_ON_REQUEST);
    }

    @Override
    public void report(int done, int total, Optional<Picture> preview) {
        workshop.interruption().check();
        if (done * 2 >= total) {
            strike();
        }
        if (preview.isPresent()) {
            reportWithPreview(done, total, Jpeg.encode(preview.get(), PREVIEW_QUALITY));
        } else if (isDue(done, total)) {
            reportState(done, total);
            report(done, total);
        }
    }

    private void strike() {
        if (prompt.fault() instanceof Fault.Die) {
            workshop.die();
        }
        if (prompt.fault() instanceof Fault.OutOfMemory) {
            throw new OutOfMemoryError(Fault.OutOfMemory.DRIVER_TEXT);
        }
    }

    @Override
    public void pass(Duration duration) {
        workshop.pace().pass(workshop.knobs().slowed(duration));
        workshop.interruption().checkWorker();
    }

    @Override
    public void tell(String sender, String text) {
        workshop.audience().binary(prompt.clientId(), PreviewFrames.text(sender, text));
    }

    private boolean isDue(int done, int total) {
        var now = workshop.clock().instant();
        boolean due = lastReport == null
                || done >= total
                || (now.toEpochMilli() - lastReport.toEpochMilli() >= REPORT_INTERVAL_MILLIS
                        && (double) (done - lastValue) / total >= SMALLEST_CHANGE);
        if (due) {
            lastReport = now;
            lastValue = done;
        }
        return due;
    }

    private void reportWithPreview(int done, int total, byte[] jpeg) {
        var client = prompt.clientId();
        reportState(done, total);
        if (client != null && workshop.audience().wantsPreviewMetadata(client)) {
            workshop.audience().binary(client, PreviewFrames.withMetadata(jpeg, prompt.id(), node));
            report(done, total);
        } else {
            report(done, total);
            workshop.audience().binary(client, PreviewFrames.bare(jpeg));
        }
    }

    private void reportState(int done, int total) {
        workshop.tellState(prompt, board.advanced(node, done, total));
    }

    private void report(int done, int total) {
        workshop.tellClientOrAll(
                prompt,
                "progress",
                Json.object("value", done, "max", total, "prompt_id", prompt.id(), "node", node.id()));
    }

    @Override
    public Map<String, String> embeddedTexts() {
        var texts = new LinkedHashMap<String, String>();
        texts.put("prompt", Python.json(prompt.graph().tree()));
        if (prompt.extraData().get("extra_pnginfo") instanceof String) {
            throw new PythonError("TypeError", "string indices must be integers, not 'str'");
        }
        prompt.pngTexts().forEach((key, value) -> texts.put(key, Python.json(value)));
        return texts;
    }

    @Override
    public void save(Picture picture, SavedFile file, int compressionLevel) throws IOException {
        save(Png.encode(shown(picture), embeddedTexts(), compressionLevel), file);
    }

    private Picture shown(Picture picture) {
        return switch (lie()) {
            case BLANK -> Picture.plain(picture.width(), picture.height(), BLANK_GREY);
            case OTHER_FILE ->
                Resampler.BILINEAR.scale(picture, Math.max(1, picture.width() / 2), Math.max(1, picture.height() / 2));
            case NO_OUTPUT, TRUNCATED -> picture;
            case null -> picture;
        };
    }

    @Override
    public void save(byte[] content, SavedFile file) throws IOException {
        if (lie() != Lie.NO_OUTPUT) {
            Files.write(file.path(), lie() == Lie.TRUNCATED ? Arrays.copyOf(content, content.length / 2) : content);
        }
    }

    private @Nullable Lie lie() {
        return prompt.fault() instanceof Fault.Deceive(Lie kind) ? kind : null;
    }
}
