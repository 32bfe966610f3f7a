package dev.comfymesh.agent.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** A file that was placed here; its name alone says so, and which content it has, so nothing else needs to be kept. */
public record PlacedFile(String sha256, String folder, String name, long bytes, Instant wantedAt) {
    private static final Pattern NAME = Pattern.compile(Order.MARK + "([0-9a-f]{64})(\\.[A-Za-z0-9]{1,16})?");

    /** The digest in the name of a placed file; empty for files of others. */
    public static Optional<String> digest(String name) {
        var match = NAME.matcher(name);
        return match.matches() ? Optional.of(match.group(1)) : Optional.empty();
    }

    public boolean serves(Order order) {
        return folder.equals(order.folder()) && name.equals(order.name());
    }
}
