package dev.comfymesh.simulator.domain.rendering;

import java.util.Optional;

/**
 * What is wrong with a poor picture. About every seventh seed is poor, whatever the prompt: a stand-in without bad
 * results would give scoring nothing to reject.
 */
public enum Flaw {
    BLURRED,
    TOO_BRIGHT,
    TOO_DARK;

    /** The flaw that a subject's seed brings; none for most seeds. */
    public static Optional<Flaw> of(Subject subject) {
        var fortune = subject.fortune() >>> 1;
        return fortune % 7 == 0 ? Optional.of(values()[(int) (fortune / 7 % values().length)]) : Optional.empty();
    }

    Picture spoil(Picture picture) {
        return switch (this) {
            case BLURRED -> {
                int radius = Math.max(2, (picture.width() + picture.height()) / 90);
                yield Filters.boxBlur(Filters.boxBlur(picture, radius), radius);
            }
            case TOO_BRIGHT -> Filters.expose(picture, 3.2, 90);
            case TOO_DARK -> Filters.expose(picture, 0.13, 0);
        };
    }
}
