package dev.comfymesh.scoring.domain.clip;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Brings text into the form that CLIP was trained on: plain characters, one space between words, lower case. Text that was
 * once read in the wrong encoding stays as it is.
 */
final class TextRepair {
    private static final Pattern TERMINAL_ESCAPE = Pattern.compile("\u001b\\[[\\d;]*[a-zA-Z]");
    private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");
    private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n|[\\r\u2028\u2029\u0085]");
    private static final Pattern SINGLE_QUOTE = Pattern.compile("[\u02bc\u2018-\u201b]");
    private static final Pattern DOUBLE_QUOTE = Pattern.compile("[\u201c-\u201f]");
    private static final Pattern WIDE_OR_NARROW = Pattern.compile("[\uff01-\uffef]");
    private static final Pattern CONTROL =
            Pattern.compile("[\0-\u0008\u000b\u000e-\u001f\u007f\u206a-\u206f\ufeff\ufff9-\ufffc]");
    private static final Pattern SPACES =
            Pattern.compile("[\t-\r\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+");
    private static final Pattern LIGATURE =
            Pattern.compile("[\u0132\u0133\u0149\u01c4-\u01cc\u01f1-\u01f3\ufb00-\ufb06]");

    /** Whose parts are not those of their compatible form. */
    private static final Map<String, String> LIGATURES = Map.of("\ufb05", "\u017ft");

    private final HtmlEntities entities;

    TextRepair(HtmlEntities entities) {
        this.entities = entities;
    }

    String repaired(String text) {
        var plain = new StringBuilder();
        var hasTags = false;
        for (var line : text.split("(?<=\n)")) {
            hasTags |= line.indexOf('<') >= 0;
            plain.append(line(line, hasTags));
        }
        var resolved = entities.resolve(entities.resolve(plain.toString()));
        return SPACES.matcher(resolved).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }

    /** Repaired until nothing changes any more: what one repair makes may be another's to do. */
    private String line(String line, boolean hasTags) {
        var before = line;
        var after = once(line, hasTags);
        while (!after.equals(before)) {
            before = after;
            after = once(before, hasTags);
        }
        return after;
    }

    private String once(String line, boolean hasTags) {
        var text = hasTags ? line : entities.resolveComplete(line);
        text = LIGATURE.matcher(text).replaceAll(match -> parts(match.group()));
        text = WIDE_OR_NARROW.matcher(text.replace('\u3000', ' ')).replaceAll(match -> compatible(match.group()));
        text = DOUBLE_QUOTE.matcher(text).replaceAll("\"");
        text = SINGLE_QUOTE.matcher(text).replaceAll("'");
        text = LINE_BREAK.matcher(text).replaceAll("\n");
        text = LONE_SURROGATE.matcher(text).replaceAll("\ufffd");
        text = TERMINAL_ESCAPE.matcher(text).replaceAll("");
        text = CONTROL.matcher(text).replaceAll("");
        return Normalizer.normalize(text, Form.NFC);
    }

    private static String parts(String ligature) {
        return LIGATURES.getOrDefault(ligature, compatible(ligature));
    }

    private static String compatible(String sign) {
        return Normalizer.normalize(sign, Form.NFKC);
    }
}
