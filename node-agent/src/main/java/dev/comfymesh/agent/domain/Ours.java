package dev.comfymesh.agent.domain;

import java.util.regex.Pattern;

/** Which of the node's files are the mesh's, by the names that it gave them; paths are those below a directory, with slashes. */
public final class Ours {
    // The id of an attempt is a UUID of version 5; the node appends its counter.
    private static final Pattern OUTPUT =
            Pattern.compile("(?:.*[/_])?[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
                    + "_[0-9]{5,}_?\\.[A-Za-z0-9]{1,16}");
    private static final Pattern INPUT = Pattern.compile("cm/[^/]+/[0-9a-f]{64}(?:\\.[A-Za-z0-9]{1,16})?");

    private Ours() {}

    /** What an attempt left. */
    public static boolean isOutput(String path) {
        return OUTPUT.matcher(path).matches();
    }

    /** What was uploaded for attempts; it is uploaded again when one misses it. */
    public static boolean isInput(String path) {
        return INPUT.matcher(path).matches();
    }
}
