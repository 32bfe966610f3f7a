package dev.comfymesh.simulator;

import java.nio.file.Path;
import java.util.List;

/** The command line; every option has a default. */
record Options(String host, int port, Path directory, int stepMillis, String name, long seed) {

    static final String USAGE =
            "usage: --port 8188 --host 127.0.0.1 --directory comfyui --step-millis 60 --name simulator --seed 0";

    static Options parse(List<String> arguments) {
        var options = new Options("127.0.0.1", 8188, Path.of("comfyui"), 60, "simulator", 0);
        for (int i = 0; i < arguments.size(); i += 2) {
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(arguments.get(i) + " needs a value");
            }
            options = options.with(arguments.get(i), arguments.get(i + 1));
        }
        return options;
    }

    private Options with(String option, String value) {
        return switch (option) {
            case "--host" -> new Options(value, port, directory, stepMillis, name, seed);
            case "--port" -> new Options(host, number(option, value, 65_535), directory, stepMillis, name, seed);
            case "--directory" -> new Options(host, port, Path.of(value), stepMillis, name, seed);
            case "--step-millis" ->
                new Options(host, port, directory, number(option, value, Integer.MAX_VALUE), name, seed);
            case "--name" -> new Options(host, port, directory, stepMillis, value, seed);
            case "--seed" ->
                new Options(host, port, directory, stepMillis, name, number(option, value, Integer.MAX_VALUE));
            default -> throw new IllegalArgumentException("unknown option " + option);
        };
    }

    private static int number(String option, String value, int most) {
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
