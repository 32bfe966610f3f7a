package dev.comfymesh.scoring.domain;

/** Why there is no number where one was asked for; {@code why} is a sentence for people. */
public record Gap(Cause cause, String why) {
    /** Whose fault it is. Its name is the code that verdicts give. */
    public enum Cause {
        /** This picture cannot be measured so. */
        UNKNOWN,
        /** No picture can, until somebody brings the model. */
        MODEL_UNAVAILABLE
    }

    public static Gap unknown(String why) {
        return new Gap(Cause.UNKNOWN, why);
    }

    /** Both together; a model may fill it if it may fill either. */
    public Gap and(Gap other) {
        return new Gap(cause.compareTo(other.cause) >= 0 ? cause : other.cause, why + " " + other.why);
    }

    public static Gap unavailable(String model, String why) {
        return new Gap(Cause.MODEL_UNAVAILABLE, "It needs the model %s. %s".formatted(model, why));
    }
}
