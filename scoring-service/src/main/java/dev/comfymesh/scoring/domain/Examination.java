package dev.comfymesh.scoring.domain;

import dev.comfymesh.contracts.Reason;
import org.jspecify.annotations.Nullable;

/** How looking at a candidate's file ended. */
public sealed interface Examination {
    /** The reason that nobody here can judge what was made. */
    String UNJUDGED = "UNJUDGED";

    /** @param embedding null where nobody asked for it, or nobody could tell */
    record Measured(
            Measurements measurements,
            Fingerprint fingerprint,
            @Nullable Embedding embedding) implements Examination {
        public Measured(Measurements measurements, Fingerprint fingerprint) {
            this(measurements, fingerprint, null);
        }
    }

    /** The file cannot be measured, whatever the profile; the reason says why. */
    record Refused(Reason reason) implements Examination {}

    /** Nothing is wrong with what was made, but nobody here can judge it; the reason says what it is. */
    record Unjudged(Reason reason) implements Examination {}

    /** What the picture looks like; null when nothing could be measured. */
    default @Nullable Fingerprint fingerprint() {
        return null;
    }

    /** What should be a picture is none: the target is to blame. */
    static Refused unreadable(String text) {
        return new Refused(new Reason("UNREADABLE", "file", 0, 1, text));
    }

    static Unjudged unjudged(String text) {
        return new Unjudged(new Reason(UNJUDGED, "file", 0, 1, text));
    }

    /** The file was stored, it is said, and is gone. */
    static Refused missing() {
        return new Refused(new Reason("MISSING", "file", 0, 1, "The file is not in the object store."));
    }

    /** Whoever took it died over it, or ran out of memory, every time; that need not be the target's fault. */
    static Refused unmeasurable(int tries) {
        return new Refused(new Reason(
                "UNMEASURABLE",
                "tries",
                tries,
                tries,
                "The picture could not be measured in %d tries.".formatted(tries)));
    }

    /** The job's time was over before anybody came to it. */
    static Refused late() {
        return new Refused(
                new Reason("DEADLINE", "time", 1, 0, "The deadline passed before the picture was looked at."));
    }

    /** The attempt made something else: video, sound, text, a model. */
    static Unjudged noPicture() {
        return unjudged("None of the files of the attempt is a picture that can be judged.");
    }

    /** It would take more memory or time than one picture may have. */
    static Refused tooLarge(String dimension, long measured, long limit) {
        return new Refused(new Reason(
                "TOO_LARGE",
                dimension,
                measured,
                limit,
                "The picture has %d %s, at most %d are measured.".formatted(measured, dimension, limit)));
    }
}
