package dev.comfymesh.simulator.domain.execution;

import dev.comfymesh.simulator.domain.fault.Fault;
import dev.comfymesh.simulator.domain.fault.Lie;
import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.json.Python;
import dev.comfymesh.simulator.domain.node.Run;
import dev.comfymesh.simulator.domain.rendering.Jpeg;
import dev.comfymesh.simulator.domain.rendering.Picture;
import dev.comfymesh.simulator.domain.rendering.Png;
import dev.comfymesh.simulator.domain.storage.SavedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One node of a run at work: it reports progress as a real node does, and misbehaves if its prompt is to. */
final class NodeRun implements Run {

    private static final long REPORT_INTERVAL_MILLIS = 100;
    private static final double SMALLEST_CHANGE = 0.005;
    private static final float PREVIEW_QUALITY = 0.95f;
    private static final int BLANK_GREY = 0x7f7f7f;

    private final Prompt prompt;
    private final String node;
    private final ProgressBoard board;
    private final Workshop workshop;
    private @Nullable Instant lastReport;
    private int lastValue;

    NodeRun(Prompt prompt, String node, ProgressBoard board, Workshop workshop) {
        this.prompt = prompt;
        this.node = node;
        this.board = board;
        this.workshop = workshop;
    }

    @Override
    public void step(int done, int total, Supplier<Picture> preview) {
        workshop.pace().pass(workshop.knobs().stepTime());
        workshop.interruption().check();
        if (prompt.fault() instanceof Fault.Die && done * 2 >= total) {
            workshop.death().run();
        }
        if (prompt.previews()) {
            reportWithPreview(done, total, Jpeg.encode(preview.get(), PREVIEW_QUALITY));
        } else if (isDue(done, total)) {
            reportState(done, total);
            report(done, total);
        }
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
        workshop.tellClientOrAll(prompt, "progress_state", board.advanced(node, done, total));
    }

    private void report(int done, int total) {
        workshop.tellClientOrAll(
                prompt, "progress", Json.object("value", done, "max", total, "prompt_id", prompt.id(), "node", node));
    }

    @Override
    public Map<String, String> embeddedTexts() {
        var texts = new LinkedHashMap<String, String>();
        texts.put("prompt", Python.json(prompt.graph().tree()));
        prompt.pngTexts().forEach((key, value) -> texts.put(key, Python.json(value)));
        return texts;
    }

    @Override
    public void save(Picture picture, SavedFile file, int compressionLevel) throws IOException {
        var lie = prompt.fault() instanceof Fault.Deceive(Lie kind) ? kind : null;
        if (lie == Lie.NO_OUTPUT) {
            return;
        }
        var shown = lie == Lie.BLANK ? Picture.plain(picture.width(), picture.height(), BLANK_GREY) : picture;
        var bytes = Png.encode(shown, embeddedTexts(), compressionLevel);
        Files.write(file.path(), lie == Lie.TRUNCATED ? Arrays.copyOf(bytes, bytes.length / 2) : bytes);
    }
}
