package dev.comfymesh.simulator.domain.node;

import dev.comfymesh.simulator.domain.rendering.Picture;
import dev.comfymesh.simulator.domain.storage.SavedFile;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;

/** The run that a node takes part in: how it passes time, reports progress and leaves files. */
public interface Run {

    /** Takes the time of one step and reports it; throws when the run was interrupted meanwhile. */
    void step(int done, int total, Supplier<Picture> preview);

    /** The text chunks of saved pictures. */
    Map<String, String> embeddedTexts();

    /** Writes a picture to the place that the file names. */
    void save(Picture picture, SavedFile file, int compressionLevel) throws IOException;
}
