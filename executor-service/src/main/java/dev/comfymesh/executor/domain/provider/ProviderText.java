package dev.comfymesh.executor.domain.provider;

/** Makes texts of providers fit for tenants: one line, bounded. */
public final class ProviderText {
    private static final int LIMIT = 400;

    private ProviderText() {}

    /** What we say, and what the provider says of it if it says anything. */
    public static String sentence(String ours, String theirs) {
        var line = String.join(" ", theirs.strip().split("\\s+"));
        var bounded = line.length() <= LIMIT ? line : line.substring(0, LIMIT) + "…";
        return bounded.isEmpty() ? ours + "." : ours + ": " + bounded;
    }
}
