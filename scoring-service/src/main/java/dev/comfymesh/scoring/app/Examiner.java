package dev.comfymesh.scoring.app;

import dev.comfymesh.scoring.app.Decoder.Decoded;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Embedding;
import dev.comfymesh.scoring.domain.Examination;
import dev.comfymesh.scoring.domain.Examination.Measured;
import dev.comfymesh.scoring.domain.Examination.Refused;
import dev.comfymesh.scoring.domain.Examination.Unjudged;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Fingerprint;
import dev.comfymesh.scoring.domain.Guard;
import dev.comfymesh.scoring.domain.Measurements;
import dev.comfymesh.scoring.domain.Panel;
import dev.comfymesh.scoring.domain.Picture;
import dev.comfymesh.scoring.domain.clip.Encoding;
import dev.comfymesh.scoring.domain.clip.PictureEmbedding;
import dev.comfymesh.scoring.domain.model.Models;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a file: guards, decodes once, lets the scorers measure what is wanted. The same content always ends the same. However many
 * look at once, the pictures in memory never have more pixels together than one alone may have.
 */
public final class Examiner {
    private final Guard guard;
    private final Decoder decoder;
    private final Panel panel;
    private final PictureEmbedding embedding;
    private final Semaphore pixels;

    /** Where nobody can tell embeddings. */
    public Examiner(Guard guard, Decoder decoder, Panel panel) {
        this(guard, decoder, panel, Models.NONE);
    }

    public Examiner(Guard guard, Decoder decoder, Panel panel, Models models) {
        this.guard = guard;
        this.decoder = decoder;
        this.panel = panel;
        this.embedding = new PictureEmbedding(models);
        this.pixels = new Semaphore(Math.toIntExact(guard.maxPixels()), true);
    }

    /** The objection against a file of this size, before it is read; empty when there is none. */
    public Optional<Refused> object(long bytes) {
        return guard.object(bytes);
    }

    /** Whether references or a mask would be looked at. */
    boolean needsReferences(Set<Dimension> wanted) {
        return panel.needsReferences(wanted);
    }

    /** Of a picture that nobody says anything of. */
    public Examination examine(byte[] content, Set<Dimension> wanted) {
        return examine(content, new Wanted(wanted, false), Sought.NOTHING);
    }

    /** Waits while others have too many pixels in memory, so never call it on an event loop. */
    Examination examine(byte[] content, Wanted wanted, Sought sought) {
        return guard.object(content).orElseGet(() -> inTurn(content, () -> measure(content, wanted, sought)));
    }

    private Examination measure(byte[] content, Wanted wanted, Sought sought) {
        return switch (decoder.decode(content)) {
            case Decoded.Readable(var picture) -> {
                var features = new Features(picture, sought.intent());
                var seen = panel.measure(features, wanted.dimensions());
                yield new Measured(
                        seen.comparedWith(sought.reference()),
                        Fingerprint.of(picture),
                        wanted.embedding() ? embedding(features) : null);
            }
            case Decoded.Unreadable(var why) -> Examination.unreadable("The picture cannot be decoded: " + why);
        };
    }

    private @Nullable Embedding embedding(Features features) {
        return features.of(embedding) instanceof Encoding.Encoded encoded ? encoded.embedding() : null;
    }

    /** How looking at a picture ended that others are compared with. */
    sealed interface Look {
        /** It is kept with no side longer than was said, and was measured as it is. */
        record Seen(Picture picture, Measurements measurements) implements Look {}

        record Blocked(String why) implements Look {}
    }

    /** As careful, and as slow, as {@link #examine}. */
    Look look(byte[] content, Set<Dimension> wanted, int maxSide) {
        return guard.object(content)
                .<Look>map(objection -> new Look.Blocked(reason(objection)))
                .orElseGet(() -> inTurn(content, () -> see(content, wanted, maxSide)));
    }

    private Look see(byte[] content, Set<Dimension> wanted, int maxSide) {
        return switch (decoder.decode(content)) {
            case Decoded.Readable(var picture) ->
                new Look.Seen(new Picture(picture.colours().within(maxSide)), panel.measure(picture, wanted));
            case Decoded.Unreadable(var why) -> new Look.Blocked("It cannot be decoded: " + why);
        };
    }

    private static String reason(Examination objection) {
        return switch (objection) {
            case Refused(var reason) -> reason.text();
            case Unjudged(var reason) -> reason.text();
            case Measured _ -> throw new IllegalArgumentException("nothing is objected: " + objection);
        };
    }

    private <T> T inTurn(byte[] content, Supplier<T> work) {
        var needed = guard.pixels(content);
        pixels.acquireUninterruptibly(needed);
        try {
            return work.get();
        } finally {
            pixels.release(needed);
        }
    }
}
