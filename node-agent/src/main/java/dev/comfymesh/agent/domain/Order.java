package dev.comfymesh.agent.domain;

import java.util.regex.Pattern;

/**
 * A file that some job wants in a folder of models. Its name is made of its digest, so that files of different content
 * never meet; a folder or name that could lead elsewhere cannot be an order.
 */
public record Order(String sha256, String folder, String name, long bytes) {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern FOLDER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]{0,63}");
    private static final Pattern SUFFIX = Pattern.compile("(\\.[A-Za-z0-9]{1,16})?");

    static final String MARK = "cm-";

    public Order {
        check(DIGEST.matcher(sha256).matches(), sha256, "is not a SHA-256 in hex");
        check(FOLDER.matcher(folder).matches(), folder, "is not the name of a folder");
        check(
                name.startsWith(MARK + sha256) && SUFFIX.matcher(suffix(name)).matches(),
                name,
                "is not a name that the mesh gives");
        check(bytes >= 0, name, "cannot have " + bytes + " bytes");
    }

    /** The ending of the name with its dot; empty when it has none. */
    public String suffix() {
        return suffix(name);
    }

    private static String suffix(String name) {
        return name.substring(Math.min(name.length(), MARK.length() + 64));
    }

    private static void check(boolean holds, String value, String complaint) {
        if (!holds) {
            throw new IllegalArgumentException("'" + value + "' " + complaint);
        }
    }
}
