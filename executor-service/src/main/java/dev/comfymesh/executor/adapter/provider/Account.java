package dev.comfymesh.executor.adapter.provider;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * How one account is reached and what it costs: micros of a dollar for each second or each unit, whichever its provider
 * charges; {@code coldStart} is how long a worker takes to start, where that is charged. What it holds is secret, so it never
 * shows it.
 */
public record Account(URI base, String key, long microsPerUnit, Duration coldStart) {
    public Account {
        if (microsPerUnit < 0 || coldStart.isNegative()) {
            throw new IllegalArgumentException("a negative price: " + microsPerUnit + ", " + coldStart);
        }
    }

    /** Where starts cost nothing. */
    public Account(URI base, String key, long microsPerUnit) {
        this(base, key, microsPerUnit, Duration.ZERO);
    }

    /** The address of a path at the provider. */
    public String at(String path) {
        return base.toString().replaceAll("/+$", "") + path;
    }

    /** The header that says who asks; {@code scheme} is how the provider has it said. */
    public Map<String, String> authorization(String scheme) {
        return Map.of("Authorization", scheme + " " + key);
    }

    /** Whether an address that the provider named is one that may be told the key. */
    public boolean owns(URI url) {
        return base.getScheme().equals(url.getScheme())
                && base.getRawAuthority().equals(url.getRawAuthority());
    }

    @Override
    public String toString() {
        return "Account[" + base + "]";
    }
}
