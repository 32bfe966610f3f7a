package dev.comfymesh.contracts;

/** How many candidates to make and how many to deliver: 1 <= deliver <= candidates <= maxCandidates <= 512. */
public record Pool(int candidates, int deliver, int maxCandidates, String profile, OnShort onShort) {
    /** The most candidates that one job may ever have. */
    public static final int LIMIT = 512;

    public Pool {
        if (deliver < 1 || candidates < deliver || maxCandidates < candidates || maxCandidates > LIMIT) {
            throw new IllegalArgumentException(
                    "1 <= deliver %d <= candidates %d <= maxCandidates %d <= 512 does not hold"
                            .formatted(deliver, candidates, maxCandidates));
        }
    }
}
