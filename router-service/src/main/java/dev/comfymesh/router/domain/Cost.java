package dev.comfymesh.router.domain;

/** What a target is owed for the run of one attempt, and how that is known; never less than nothing. */
public record Cost(long micros, Source source) {

    /** How a cost is known. */
    public enum Source {
        /** The time that it ran, at the target's rate. */
        GPU_TIME("gpu-time"),
        /** The target's own meter. */
        METER("meter"),
        /** Nobody could say how it ended: what had been set aside for it. */
        ESTIMATE("estimate");

        private final String word;

        Source(String word) {
            this.word = word;
        }

        /** As facts and the ledger have it. */
        public String word() {
            return word;
        }
    }

    public Cost {
        if (micros < 0) {
            throw new IllegalArgumentException("a cost of %d micros".formatted(micros));
        }
    }

    public static Cost ofTime(long microsPerHour, long gpuMillis) {
        return new Cost(Pricing.costMicros(microsPerHour, gpuMillis), Source.GPU_TIME);
    }

    public static Cost metered(long micros) {
        return new Cost(micros, Source.METER);
    }

    public static Cost estimated(long micros) {
        return new Cost(micros, Source.ESTIMATE);
    }
}
