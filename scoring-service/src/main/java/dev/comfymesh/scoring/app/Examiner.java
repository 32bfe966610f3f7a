package dev.comfymesh.scoring.app;

import dev.comfymesh.scoring.app.Decoder.Decoded;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Examination;
import dev.comfymesh.scoring.domain.Examination.Measured;
import dev.comfymesh.scoring.domain.Examination.Refused;
import dev.comfymesh.scoring.domain.Fingerprint;
import dev.comfymesh.scoring.domain.Guard;
import dev.comfymesh.scoring.domain.Panel;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * Looks at a file: guards, decodes once, lets the scorers measure what is wanted. The same content always ends the same. However many
 * look at once, the pictures in memory never have more pixels together than one alone may have.
 */
public final class Examiner {
    private final Guard guard;
    private final Decoder decoder;
    private final Panel panel;
    private final Semaphore pixels;

    public Examiner(Guard guard, Decoder decoder, Panel panel) {
        this.guard = guard;
        this.decoder = decoder;
        this.panel = panel;
        this.pixels = new Semaphore(Math.toIntExact(guard.maxPixels()), true);
    }

    /** The objection against a file of this size, before it is read; empty when there is none. */
    public Optional<Refused> object(long bytes) {
        return guard.object(bytes);
    }

    /** Waits while others have too many pixels in memory, so never call it on an event loop. */
    public Examination examine(byte[] content, Set<Dimension> wanted) {
        return guard.object(content).orElseGet(() -> measureInTurn(content, wanted));
    }

    private Examination measureInTurn(byte[] content, Set<Dimension> wanted) {
        var needed = guard.pixels(content);
        pixels.acquireUninterruptibly(needed);
        try {
            return measure(content, wanted);
        } finally {
            pixels.release(needed);
        }
    }

    private Examination measure(byte[] content, Set<Dimension> wanted) {
        return switch (decoder.decode(content)) {
            case Decoded.Readable(var picture) -> new Measured(panel.measure(picture, wanted), Fingerprint.of(picture));
            case Decoded.Unreadable(var why) -> Examination.unreadable("The picture cannot be decoded: " + why);
        };
    }
}
