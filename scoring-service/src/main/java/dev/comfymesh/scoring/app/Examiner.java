package dev.comfymesh.scoring.app;

import dev.comfymesh.scoring.app.Decoder.Decoded;
import dev.comfymesh.scoring.domain.Examination;
import dev.comfymesh.scoring.domain.Examination.Measured;
import dev.comfymesh.scoring.domain.Examination.Refused;
import dev.comfymesh.scoring.domain.Fingerprint;
import dev.comfymesh.scoring.domain.Guard;
import dev.comfymesh.scoring.domain.Measurements;
import dev.comfymesh.scoring.domain.Scorer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Looks at a file: guards, decodes once, lets every scorer measure. The same content always ends the same. However many
 * look at once, the pictures in memory never have more pixels together than one alone may have.
 */
public final class Examiner {
    private final Guard guard;
    private final Decoder decoder;
    private final List<Scorer> scorers;
    private final Semaphore pixels;

    public Examiner(Guard guard, Decoder decoder, List<Scorer> scorers) {
        this.guard = guard;
        this.decoder = decoder;
        this.scorers = List.copyOf(scorers);
        this.pixels = new Semaphore(Math.toIntExact(guard.maxPixels()), true);
    }

    /** The objection against a file of this size, before it is read; empty when there is none. */
    public Optional<Refused> object(long bytes) {
        return guard.object(bytes);
    }

    /** Waits while others have too many pixels in memory, so never call it on an event loop. */
    public Examination examine(byte[] content) {
        return guard.object(content).orElseGet(() -> measureInTurn(content));
    }

    private Examination measureInTurn(byte[] content) {
        var needed = guard.pixels(content);
        pixels.acquireUninterruptibly(needed);
        try {
            return measure(content);
        } finally {
            pixels.release(needed);
        }
    }

    private Examination measure(byte[] content) {
        return switch (decoder.decode(content)) {
            case Decoded.Readable(var picture) ->
                new Measured(Measurements.of(picture, scorers), Fingerprint.of(picture));
            case Decoded.Unreadable(var why) -> Examination.unreadable("The picture cannot be decoded: " + why);
        };
    }
}
