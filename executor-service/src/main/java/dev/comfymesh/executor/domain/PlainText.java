package dev.comfymesh.executor.domain;

import java.util.regex.Pattern;

/**
 * Makes texts of a node fit for tenants: one line, bounded, without a list of what would be allowed there, which may name
 * others' files, and of every server path only the last name.
 */
final class PlainText {
    private static final int LIMIT = 400;
    private static final Pattern ALLOWED = Pattern.compile("\\s+not in (\\[|\\(|list ).*");
    private static final Pattern QUOTED_PATH =
            Pattern.compile("(['\"])(?:[A-Za-z]:|~)?[\\\\/][^'\"]*[\\\\/]([^'\"\\\\/]*)\\1");
    private static final Pattern BARE_PATH =
            Pattern.compile("(?:[A-Za-z]:|~)?(?:[\\\\/]+[^\\\\/\\s'\":,;()<>]+)+[\\\\/]+([^\\\\/\\s'\":,;()<>]*)");

    private PlainText() {}

    static String of(String text) {
        var line = text.strip().lines().findFirst().orElse("");
        var unquoted = QUOTED_PATH
                .matcher(ALLOWED.matcher(line).replaceFirst(" is not allowed"))
                .replaceAll("$1$2$1");
        var plain = BARE_PATH.matcher(unquoted).replaceAll("$1");
        return plain.length() <= LIMIT ? plain : plain.substring(0, LIMIT) + "…";
    }
}
