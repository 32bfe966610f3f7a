package dev.comfymesh.local.k8s;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The environment variables that a service reads: derived from the source of its configuration's interface, in which
 * each method without a body is a key and each nested interface a prefix.
 */
final class ConfigKeys {
    private static final Pattern TYPE = Pattern.compile("\\binterface (\\w+) \\{");
    private static final Pattern KEY = Pattern.compile("^ *(.*?)(\\w+)\\(\\);$");
    private static final Pattern ELEMENTS = Pattern.compile("List<(\\w+)> *$");

    /** Of each interface its keys, and of each key its type. */
    private final Map<String, Map<String, String>> types = new HashMap<>();

    private ConfigKeys(String source) {
        var type = "";
        for (var line : source.lines().toList()) {
            var opened = TYPE.matcher(line);
            var key = KEY.matcher(line);
            if (opened.find()) {
                type = opened.group(1);
            } else if (key.matches()) {
                types.computeIfAbsent(type, _ -> new HashMap<>())
                        .put(key.group(2), key.group(1).trim());
            }
        }
    }

    /** Such as {@code INGEST_ARTIFACTS_SIGNING_KEY}; an index of a list is written as 0. */
    static Set<String> of(Path source, String prefix) throws IOException {
        var names = new TreeSet<String>();
        var root = source.getFileName().toString().replace(".java", "");
        new ConfigKeys(Files.readString(source)).collect(root, prefix, names);
        return names.stream().collect(Collectors.toUnmodifiableSet());
    }

    private void collect(String type, String prefix, Set<String> names) {
        types.getOrDefault(type, Map.of()).forEach((key, valueType) -> {
            var name = prefix + "_" + key.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
            var elements = ELEMENTS.matcher(valueType);
            if (elements.find() && types.containsKey(elements.group(1))) {
                collect(elements.group(1), name + "_0_", names);
            } else if (types.containsKey(valueType)) {
                collect(valueType, name, names);
            } else {
                names.add(name);
            }
        });
    }
}
