package dev.comfymesh.stubs;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The command line; every option has a default. */
record Options(Map<String, String> values) {
    private static final int HIGHEST_PORT = 65_535;
    private static final Map<String, String> DEFAULTS = defaults();

    static final String USAGE = "usage: " + String.join(" ", words());

    private static Map<String, String> defaults() {
        var defaults = new LinkedHashMap<String, String>();
        defaults.put("--port", "8300");
        defaults.put("--host", "127.0.0.1");
        defaults.put("--directory", "providers");
        defaults.put("--seed", "0");
        return defaults;
    }

    private static List<String> words() {
        return DEFAULTS.entrySet().stream()
                .map(option -> option.getKey() + " " + option.getValue())
                .toList();
    }

    /** Reads the options; an unknown one or a value that cannot be is refused. */
    static Options parse(List<String> arguments) {
        var values = new LinkedHashMap<>(DEFAULTS);
        for (int i = 0; i < arguments.size(); i += 2) {
            var option = arguments.get(i);
            if (!DEFAULTS.containsKey(option)) {
                throw new IllegalArgumentException("unknown option " + option);
            }
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(option + " needs a value");
            }
            values.put(option, arguments.get(i + 1));
        }
        var options = new Options(values);
        options.port(0);
        options.seed();
        return options;
    }

    String host() {
        return values.getOrDefault("--host", "");
    }

    /** The port of the provider of this number; 0 for a free one. */
    int port(int number) {
        int first = number("--port", HIGHEST_PORT);
        return first == 0 ? 0 : first + number;
    }

    Path directory() {
        return Path.of(values.getOrDefault("--directory", ""));
    }

    long seed() {
        return number("--seed", Integer.MAX_VALUE);
    }

    private int number(String option, int most) {
        var value = values.getOrDefault(option, "");
        try {
            int number = Integer.parseInt(value);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " must be a whole number, not " + value, e);
        }
        throw new IllegalArgumentException(option + " must be from 0 to " + most + ", not " + value);
    }
}
