package dev.comfymesh.simulator.trace;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares what a node says with what was recorded. A placeholder that names an identity stands for one value
 * throughout a scenario; what may differ between two correct runs may differ here: sets written as lists.
 */
final class Likeness {

    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\$(PROMPT_\\d+|CLIENT_[A-Z]|SID_\\d+|TS_S|TS|RAND|ETAG|HTTPDATE|BYTES|PYTHON_VERSION|"
                    + "TRACEBACK|BASE|OUTSIDE|HOST|HOSTNAME_PORT|CUT|OOM_HINT|TEXT|NAN|ARGV)(?![A-Z0-9])");
    private static final Set<String> WRITTEN_FROM_SETS = Set.of("executed", "current_outputs", "errors");

    private final Map<String, String> known = new HashMap<>();
    private boolean anyOrder;
    private String latestRandom = "";

    /** States what a placeholder stands for. */
    void state(String placeholder, String value) {
        known.put(placeholder, value);
    }

    /** The text as a client sends it: identities that nobody gave yet are made here. */
    String filled(String text) {
        return PLACEHOLDER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), text)));
    }

    private String value(String name, String text) {
        return name.equals("RAND") ? latestRandom : known.computeIfAbsent(name, _ -> made(name, text));
    }

    private static String made(String name, String text) {
        if (name.startsWith("PROMPT_")) {
            return UUID.randomUUID().toString();
        }
        if (name.startsWith("CLIENT_")) {
            return UUID.randomUUID().toString().replace("-", "");
        }
        throw new IllegalStateException("nothing is known of " + name + " in " + text);
    }

    /** Where the two differ; empty when they are alike. Learns identities only from a comparison that succeeds. */
    Optional<String> difference(Object recorded, Object said) {
        return difference(recorded, said, false);
    }

    /** The same for a list of jobs that may be in any order. */
    Optional<String> difference(Object recorded, Object said, boolean anyOrderOfJobs) {
        anyOrder = anyOrderOfJobs;
        var before = Map.copyOf(known);
        var difference = compare("", recorded, said);
        if (difference.isPresent()) {
            known.clear();
            known.putAll(before);
        }
        return difference;
    }

    private Optional<String> compare(String path, Object recorded, Object said) {
        return switch (recorded) {
            case Map<?, ?> object when said instanceof Map<?, ?> other -> objects(path, object, other);
            case List<?> list
            when list.equals(List.of("$TRACEBACK")) ->
                said instanceof List<?> frames && !frames.isEmpty() ? Optional.empty() : differ(path, recorded, said);
            case List<?> list
            when list.contains("$ARGV") ->
                said instanceof List<?> other && other.getFirst().equals(list.getFirst())
                        ? Optional.empty()
                        : differ(path, recorded, said);
            case List<?> list when said instanceof List<?> other -> lists(path, list, other);
            case String text -> text(path, text, said);
            case Number number when said instanceof Number other && alike(number, other) -> Optional.empty();
            case Boolean flag when flag.equals(said) -> Optional.empty();
            case null -> said == null ? Optional.empty() : differ(path, null, said);
            default -> differ(path, recorded, said);
        };
    }

    private Optional<String> objects(String path, Map<?, ?> recorded, Map<?, ?> said) {
        for (var entry : said.entrySet()) {
            if (!recorded.containsKey(entry.getKey()) && keyFor(recorded, entry.getKey()) == null) {
                return Optional.of(path + " has " + entry.getKey() + "=" + entry.getValue() + " too much");
            }
        }
        for (var entry : recorded.entrySet()) {
            var key = filledKey(entry.getKey());
            if (!said.containsKey(key)) {
                return Optional.of(path + " lacks " + entry);
            }
            var difference = compare(path + "/" + key, entry.getValue(), said.get(key));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private Object keyFor(Map<?, ?> recorded, Object saidKey) {
        return recorded.keySet().stream()
                .filter(key -> filledKey(key).equals(saidKey))
                .findFirst()
                .orElse(null);
    }

    private Object filledKey(Object key) {
        return key instanceof String text && text.startsWith("$") ? known.getOrDefault(text.substring(1), text) : key;
    }

    private Optional<String> lists(String path, List<?> recorded, List<?> said) {
        if (path.endsWith("/dependent_outputs")) {
            return said.isEmpty() ? Optional.of(path + " is empty") : Optional.empty();
        }
        if (recorded.size() != said.size()) {
            return differ(path, recorded, said);
        }
        return isSet(path, recorded) ? sets(path, recorded, said) : inOrder(path, recorded, said);
    }

    private Optional<String> inOrder(String path, List<?> recorded, List<?> said) {
        for (int i = 0; i < recorded.size(); i++) {
            var difference = compare(path + "/" + i, recorded.get(i), said.get(i));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private Optional<String> sets(String path, List<?> recorded, List<?> said) {
        var left = new ArrayList<Object>(said);
        for (var element : recorded) {
            var match = left.stream()
                    .filter(other -> compare(path, element, other).isEmpty())
                    .findFirst();
            if (match.isEmpty()) {
                return Optional.of(path + " lacks " + element + " among " + said);
            }
            left.remove(match.get());
        }
        return Optional.empty();
    }

    /** The outputs to execute stand fifth in a prompt of queue and history. */
    private boolean isSet(String path, List<?> recorded) {
        var name = path.substring(path.lastIndexOf('/') + 1);
        boolean files = path.isEmpty()
                && recorded.stream().allMatch(entry -> entry instanceof String text && text.endsWith("]"));
        return WRITTEN_FROM_SETS.contains(name)
                || files
                || anyOrder && path.equals("/jobs")
                || path.matches(".*/prompt/4|/queue_(running|pending)/\\d+/4");
    }

    private Optional<String> text(String path, String recorded, Object said) {
        return switch (recorded) {
            case "$TS" -> said instanceof Long ? Optional.empty() : differ(path, recorded, said);
            case "$TS_S" -> said instanceof Double ? Optional.empty() : differ(path, recorded, said);
            case "$BYTES" -> said instanceof Number ? Optional.empty() : differ(path, recorded, said);
            case "$TEXT" ->
                said instanceof String text && !text.isEmpty() || said instanceof List<?> list && !list.isEmpty()
                        ? Optional.empty()
                        : differ(path, recorded, said);
            case "$NAN" ->
                said instanceof Double value && value.isNaN() ? Optional.empty() : differ(path, recorded, said);
            default ->
                said instanceof String text && matches(recorded, text)
                        ? Optional.empty()
                        : differ(path, recorded, said);
        };
    }

    private boolean matches(String recorded, String said) {
        var placeholders = PLACEHOLDER.matcher(recorded);
        var pattern = new StringBuilder();
        var names = new ArrayList<String>();
        int end = 0;
        while (placeholders.find()) {
            pattern.append(Pattern.quote(recorded.substring(end, placeholders.start())));
            pattern.append('(').append(shape(placeholders.group(1))).append(')');
            names.add(placeholders.group(1));
            end = placeholders.end();
        }
        pattern.append(Pattern.quote(recorded.substring(end)));
        var found = Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(said);
        if (!found.matches()) {
            return false;
        }
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equals("RAND")) {
                latestRandom = found.group(i + 1);
            } else if (names.get(i).matches("(PROMPT|CLIENT|SID)_.*")) {
                known.putIfAbsent(names.get(i), found.group(i + 1));
            }
        }
        return true;
    }

    private String shape(String name) {
        if (known.containsKey(name)) {
            return Pattern.quote(known.get(name));
        }
        return switch (name.replaceFirst("_.*", "")) {
            case "PROMPT" -> "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
            case "CLIENT", "SID" -> "[0-9a-f]{32}";
            case "RAND" -> "[a-z]{5}";
            case "CUT" -> ".*";
            default -> ".+";
        };
    }

    /** Python tells whole numbers from fractions, and so do its answers. */
    private static boolean alike(Number recorded, Number said) {
        return isFraction(recorded) == isFraction(said)
                && new BigDecimal(recorded.toString()).compareTo(new BigDecimal(said.toString())) == 0;
    }

    private static boolean isFraction(Number number) {
        return number instanceof Double || number instanceof Float;
    }

    private static Optional<String> differ(String path, Object recorded, Object said) {
        return Optional.of("at " + path + " recorded " + recorded + " but said " + said);
    }
}
