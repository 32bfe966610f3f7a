package dev.comfymesh.bench;

import java.io.IOException;
import java.nio.file.Path;

/** A CLIP as large as ViT-B/32, of random weights: what it tells means nothing, what it costs is what a trained one costs. */
final class RandomClip {
    private RandomClip() {}

    /** Whether this Python could write one into the folder. */
    static boolean write(String python, Path folder) {
        var script = Machine.root().resolve("bench/src/main/python/clip.py").toString();
        try {
            return new ProcessBuilder(python, script, folder.toString())
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
