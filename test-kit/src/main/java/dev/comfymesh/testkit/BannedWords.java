package dev.comfymesh.testkit;

import java.util.regex.Pattern;

/** Words that say nothing, and so stand in no name of ours. */
final class BannedWords {
    private static final String ANYWHERE = "(Manager|Helper|Utils?|Impl|Processor|Data|Info)(?![a-z])";
    private static final String IN_FRONT = "(Base|Abstract)(?=[A-Z])";

    /** Fully qualified names of classes that have such a word in them, nested ones too. */
    static final String CLASS_NAME = ".*([.$a-z0-9]%s|[.$]%s).*".formatted(ANYWHERE, IN_FRONT);

    static final String[] PACKAGES = {"..common..", "..util..", "..utils..", "..helper..", "..helpers.."};

    private static final Pattern SIMPLE_NAME = Pattern.compile(".*%s.*|%s.*".formatted(ANYWHERE, IN_FRONT));

    private BannedWords() {}

    /** Whether a file name has such a word in it. */
    static boolean areIn(String fileName) {
        return SIMPLE_NAME.matcher(fileName).matches();
    }
}
