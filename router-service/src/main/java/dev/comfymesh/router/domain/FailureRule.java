package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.FailureClass;

/**
 * What follows when an attempt has ended in one class of failure.
 *
 * @param counts whether it uses up one of the candidate's attempts
 * @param because why it is so, in a sentence
 */
public record FailureRule(
        FailureClass failure, Again again, boolean counts, Blame blame, Payment payment, String because) {

    /** Where the candidate is tried again. */
    public enum Again {
        NEVER("never"),
        ANYWHERE("anywhere"),
        ELSEWHERE("elsewhere"),
        /** Once more on the same target, and elsewhere if it ends there in the same way. */
        HERE_ONCE("once there, then elsewhere"),
        /** Not before somebody knows what became of the attempt. */
        WHEN_KNOWN("when it is known");

        private final String words;

        Again(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** What it says of the target. */
    public enum Blame {
        NONE("no"),
        /** Some of these in a row eject it. */
        FAULT("a fault"),
        /** Our side alone saw it: a fault, unless others fell silent at the same time. */
        SILENCE("a fault, unless others fell silent too"),
        /** One of these ejects it. */
        LIE("a lie");

        private final String words;

        Blame(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** What of it is booked to the job, always within its cap; what a run overran its limit by is the house's. */
    public enum Payment {
        NOTHING("nobody: nothing ran"),
        RUN_TIME("the job, what ran"),
        RESERVED("the job, what was set aside");

        private final String words;

        Payment(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }
}
