package dev.comfymesh.simulator.domain.node;

import dev.comfymesh.simulator.domain.rendering.Picture;
import dev.comfymesh.simulator.domain.storage.SavedFile;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The run that a node takes part in: how it passes time, reports progress and leaves files. */
public interface Run {

    /** Takes the time of one sampler step and reports it; throws when the run was interrupted meanwhile. */
    void step(int done, int total, Supplier<Picture> preview);

    /** Reports progress, with a preview where there is one; throws when the run was interrupted meanwhile. */
    void report(int done, int total, Optional<Picture> preview);

    /** Lets time pass in which nothing is reported. */
    void pass(Duration duration);

    /** Sends a text to the prompt's client, in the name of a node. */
    void tell(String node, String text);

    /** The texts that savers embed in files. */
    Map<String, String> embeddedTexts();

    /** Writes a picture as PNG to the place that the file names. */
    void save(Picture picture, SavedFile file, int compressionLevel) throws IOException;

    /** Writes a file to the place that it names. */
    void save(byte[] content, SavedFile file) throws IOException;
}
