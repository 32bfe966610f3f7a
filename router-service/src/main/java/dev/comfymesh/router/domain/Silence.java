package dev.comfymesh.router.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whose fault it is that nothing is heard of targets: one that falls silent by itself is at fault, but where a good part of the
 * fleet does so at once, at several addresses, what they have in common is us.
 *
 * @param window what is silent within that falls silent at once
 * @param perCent so much of all addresses is a good part
 */
public record Silence(Duration window, int perCent) {
    private static final int SEVERAL = 2;

    /** A target, by where it is reached, and when our side last heard nothing of it. */
    public record Contact(
            String targetId, String address, @Nullable Instant silentAt) {
        public boolean isSilentSince(Instant since) {
            return silentAt != null && !silentAt.isBefore(since);
        }
    }

    public Instant since(Instant now) {
        return now.minus(window);
    }

    /** Whether it is ours, where {@code all} is the fleet and {@code silent} says which of it is silent now. */
    public boolean isOurs(Collection<Contact> all, Predicate<Contact> silent) {
        var addresses = addresses(all, _ -> true);
        var silentOnes = addresses(all, silent);
        return silentOnes >= SEVERAL && silentOnes * 100 >= addresses * perCent;
    }

    private static long addresses(Collection<Contact> all, Predicate<Contact> which) {
        return all.stream().filter(which).map(Contact::address).distinct().count();
    }
}
