package dev.comfymesh.scoring.app;

import dev.comfymesh.scoring.domain.Picture;

/** Turns the content of a file into a picture; takes its time, so never call it on an event loop. */
public interface Decoder {
    /** How decoding ended. */
    sealed interface Decoded {
        record Readable(Picture picture) implements Decoded {}

        record Unreadable(String why) implements Decoded {}
    }

    Decoded decode(byte[] content);
}
