package dev.comfymesh.stubs.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What goes wrong with one submission; decided when it comes in. A provider that has no such thing serves it soundly. */
public enum Fault {
    NONE,
    /** It is not taken: too many came. */
    BURST_429,
    /** It is taken, but the connection closes without an answer. */
    DROP_RESPONSE_AFTER_ACCEPT,
    /** It is taken, but a gateway answers it, and the first look at it, with a page of its own. */
    HTML_502,
    /** While it runs, nobody knows of it. */
    STATUS_404_MID_RUN,
    /** It runs and does not end. */
    STUCK_IN_PROGRESS,
    /** It takes several times as long. */
    SLOW,
    /** The model fails. */
    RUN_FAILS,
    /** The GPU is too small. */
    OUT_OF_MEMORY,
    /** What was asked for is against the provider's rules. */
    CONTENT_REJECTED,
    /** What it made is against the provider's rules: it is withheld, and charged. */
    OUTPUT_FLAGGED,
    /** It succeeds and shows nothing. */
    SUCCESS_NO_OUTPUT,
    /** Its pictures end in the middle. */
    TRUNCATED_IMAGE,
    /** A web page is where each of its pictures should be. */
    WRONG_CONTENT_TYPE,
    /** Its result is gone as soon as it is there. */
    RESULT_EXPIRED,
    /** It runs on although it is told to stop. */
    CANCEL_IGNORED,
    /** It is charged in full although it was stopped. */
    BILL_ON_CANCEL,
    DUPLICATE_WEBHOOK,
    LATE_WEBHOOK,
    /** What was told first comes last. */
    REORDER_WEBHOOK,
    /** Its webhook is signed with somebody else's key. */
    BAD_SIGNATURE;

    /** The fault that a word of {@link #word} names. */
    public static Fault named(String word) {
        return Arrays.stream(values())
                .filter(fault -> fault.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("fault is one of " + words() + ", not " + word));
    }

    private static String words() {
        return Arrays.stream(values()).map(Fault::word).collect(Collectors.joining(", "));
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
