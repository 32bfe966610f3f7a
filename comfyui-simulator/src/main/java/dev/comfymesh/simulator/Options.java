package dev.comfymesh.simulator;

import dev.comfymesh.simulator.domain.execution.CacheMode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The command line; every option has a default. */
record Options(Map<String, String> values) {

    private static final Map<String, String> DEFAULTS = defaults();

    static final String USAGE = "usage: " + String.join(" ", words());

    private static Map<String, String> defaults() {
        var defaults = new LinkedHashMap<String, String>();
        defaults.put("--port", "8188");
        defaults.put("--host", "127.0.0.1");
        defaults.put("--directory", "comfyui");
        defaults.put("--step-millis", "60");
        defaults.put("--name", "simulator");
        defaults.put("--seed", "0");
        defaults.put("--stock", "full");
        defaults.put("--cache", "classic");
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
        options.check();
        return options;
    }

    private void check() {
        port();
        stepMillis();
        seed();
        cacheMode();
        if (!List.of("full", "empty").contains(value("--stock"))) {
            throw new IllegalArgumentException("--stock is full or empty, not " + value("--stock"));
        }
    }

    int port() {
        return number("--port", 65_535);
    }

    String host() {
        return value("--host");
    }

    Path directory() {
        return Path.of(value("--directory"));
    }

    int stepMillis() {
        return number("--step-millis", Integer.MAX_VALUE);
    }

    String name() {
        return value("--name");
    }

    long seed() {
        return number("--seed", Integer.MAX_VALUE);
    }

    /** Whether the node has models and an example picture from the start. */
    boolean stocked() {
        return value("--stock").equals("full");
    }

    CacheMode cacheMode() {
        return CacheMode.named(value("--cache"));
    }

    private String value(String option) {
        return values.getOrDefault(option, "");
    }

    private int number(String option, int most) {
        var value = value(option);
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
