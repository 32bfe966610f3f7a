package dev.comfymesh.agent.domain;

import java.time.Instant;
import java.util.regex.Pattern;

/** Which files of the node's outputs may go: old ones whose name ends with the id of an attempt, as the mesh has it. */
public final class OldOutput {
    // An attempt's id is a UUID of version 5; the node appends its counter.
    private static final Pattern OF_AN_ATTEMPT =
            Pattern.compile("(?:.*_)?[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
                    + "_[0-9]{5,}_?\\.[A-Za-z0-9]{1,16}");

    private OldOutput() {}

    public static boolean mayGo(String name, Instant changed, Instant before) {
        return changed.isBefore(before) && OF_AN_ATTEMPT.matcher(name).matches();
    }
}
