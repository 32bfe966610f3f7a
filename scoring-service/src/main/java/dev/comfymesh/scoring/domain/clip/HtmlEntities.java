package dev.comfymesh.scoring.domain.clip;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns references to characters, such as {@code &amp;} and {@code &#233;}, into what they stand for, as HTML 5 says. */
public final class HtmlEntities {
    private static final Pattern COMPLETE = Pattern.compile("&(#?[0-9A-Za-z]{1,24};)");
    private static final Pattern ANY = Pattern.compile("&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\\t\\n\\f <&#;]{1,32};?)");
    private static final Pattern NUMBER = Pattern.compile("#(?:[0-9]+|[xX][0-9a-fA-F]+);?");

    /** What the numbers from 0x80 to 0x9f stand for, as pages of Windows meant them. */
    private static final String WINDOWS =
            "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f"
                    + "\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

    private static final String UNKNOWN = "\ufffd";

    private final Map<String, String> names;

    /** {@code names} have the semicolon at their end that they need, if any. */
    public HtmlEntities(Map<String, String> names) {
        this.names = Map.copyOf(names);
    }

    /** Without what lacks its semicolon. */
    String resolveComplete(String text) {
        return text.indexOf('&') < 0
                ? text
                : COMPLETE.matcher(text)
                        .replaceAll(match -> isNumber(match.group(1)) || names.containsKey(match.group(1))
                                ? resolved(match)
                                : literal(match.group()));
    }

    /** With what browsers understand although it lacks its semicolon. */
    String resolve(String text) {
        return text.indexOf('&') < 0 ? text : ANY.matcher(text).replaceAll(this::resolved);
    }

    private String resolved(MatchResult match) {
        var reference = match.group(1);
        return literal(isNumber(reference) ? numbered(reference) : named(reference));
    }

    private static String literal(String text) {
        return Matcher.quoteReplacement(text);
    }

    private static boolean isNumber(String reference) {
        return NUMBER.matcher(reference).matches();
    }

    /** The longest name that it begins with. */
    private String named(String reference) {
        for (var length = reference.length(); length > 1; length--) {
            var found = names.get(reference.substring(0, length));
            if (found != null) {
                return found + reference.substring(length);
            }
        }
        return "&" + reference;
    }

    private static String numbered(String reference) {
        var digits = reference.substring(1).replace(";", "");
        var isHex = Character.toLowerCase(digits.charAt(0)) == 'x';
        var value = value(isHex ? digits.substring(1) : digits, isHex ? 16 : 10);
        if (value >= 0x80 && value < 0x80 + WINDOWS.length()) {
            return WINDOWS.substring(value - 0x80, value - 0x80 + 1);
        }
        if (value == 0 || value > Character.MAX_CODE_POINT || value >= 0xd800 && value <= 0xdfff) {
            return UNKNOWN;
        }
        return isNothing(value) ? "" : Character.toString(value);
    }

    private static int value(String digits, int radix) {
        var significant = digits.replaceFirst("^0+(?=.)", "");
        return significant.length() > 7 ? Integer.MAX_VALUE : Integer.parseInt(significant, radix);
    }

    /** Control characters that are no space, and what is no character for ever. */
    private static boolean isNothing(int value) {
        return value < 0x20 && value != '\t' && value != '\n' && value != '\f' && value != '\r'
                || value == 0x7f
                || value >= 0xfdd0 && value <= 0xfdef
                || (value & 0xfffe) == 0xfffe;
    }
}
