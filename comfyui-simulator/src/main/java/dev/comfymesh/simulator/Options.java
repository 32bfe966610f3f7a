package dev.comfymesh.simulator;

import dev.comfymesh.simulator.domain.execution.CacheMode;
import dev.comfymesh.simulator.domain.profile.Profile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The command line; every option has a default. */
record Options(Map<String, String> values) {

    private static final int HIGHEST_PORT = 65_535;

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
        defaults.put("--profile", "current");
        defaults.put("--nodes", "1");
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
        if (nodes() < 1 || port() > 0 && port() + nodes() - 1 > HIGHEST_PORT) {
            throw new IllegalArgumentException(nodes() + " nodes have no room from port " + port());
        }
        profile();
        stepMillis();
        seed();
        cacheMode();
        if (!List.of("full", "empty").contains(value("--stock"))) {
            throw new IllegalArgumentException("--stock is full or empty, not " + value("--stock"));
        }
    }

    private int port() {
        return number("--port", HIGHEST_PORT);
    }

    private int nodes() {
        return number("--nodes", HIGHEST_PORT);
    }

    /** Where the nodes are; several have numbered names, the ports from the first on, and a directory each. */
    List<Place> places() {
        if (nodes() == 1) {
            return List.of(new Place(value("--name"), port(), directory()));
        }
        return IntStream.rangeClosed(1, nodes()).mapToObj(this::place).toList();
    }

    private Place place(int number) {
        var name = value("--name") + "-" + number;
        return new Place(
                name, port() == 0 ? 0 : port() + number - 1, directory().resolve(name));
    }

    String host() {
        return value("--host");
    }

    private Path directory() {
        return Path.of(value("--directory"));
    }

    int stepMillis() {
        return number("--step-millis", Integer.MAX_VALUE);
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

    Profile profile() {
        return Profile.named(value("--profile"));
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
