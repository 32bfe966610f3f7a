package dev.comfymesh.agent;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command line; a wrong one is refused with a line that says what to change. */
record Options(Map<String, String> values) {
    static final String TOKEN_VARIABLE = "COMFYMESH_AGENT_TOKEN";

    static final String USAGE = """
            Usage: node-agent --target ID --mesh URL --models DIR [options]

            Runs beside a ComfyUI node: places the model files that jobs bring, wipes what is old, and tells the mesh
            what is there. It only dials out, so it works behind NAT.

              --target ID        the node as the mesh knows it
              --mesh URL         the executor, as in http://executor:8082
              --token FILE       holds the token; without it, the environment's COMFYMESH_AGENT_TOKEN
              --models DIR       the node's models directory, with its folders (loras, checkpoints, ...)
              --output DIR       the node's output directory: what the mesh left there is wiped when it is old
              --temp DIR         the same for its temp directory
              --input DIR        the same for what the mesh uploaded to its input directory
              --keep 24h         how long such files stay after they were written or read last (m, h or d)
              --cap 50G          placed files never take more than this (M, G or T)
              --keep-free 10G    nothing is placed that would leave less free space
              --kinds LIST       endings of files that may be placed (safetensors,sft,gguf): others may run code
            """;

    private static final Map<String, String> DEFAULTS = Map.of(
            "--token", "",
            "--output", "",
            "--temp", "",
            "--input", "",
            "--keep", "24h",
            "--cap", "50G",
            "--keep-free", "10G",
            "--kinds", "safetensors,sft,gguf");

    private static final List<String> REQUIRED = List.of("--target", "--mesh", "--models");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,6})([MGT])");
    private static final Pattern AGE = Pattern.compile("([0-9]{1,6})([mhd])");
    private static final Pattern TARGET = Pattern.compile("[A-Za-z0-9._-]+");

    static Options parse(List<String> arguments) {
        var values = new HashMap<>(DEFAULTS);
        for (int index = 0; index < arguments.size(); index += 2) {
            var option = arguments.get(index);
            if (!DEFAULTS.containsKey(option) && !REQUIRED.contains(option)) {
                throw new IllegalArgumentException("there is no option " + option);
            }
            if (index + 1 == arguments.size()) {
                throw new IllegalArgumentException(option + " needs a value");
            }
            values.put(option, arguments.get(index + 1));
        }
        REQUIRED.stream()
                .filter(option -> !values.containsKey(option))
                .findFirst()
                .ifPresent(option -> {
                    throw new IllegalArgumentException(option + " is missing");
                });
        return new Options(values);
    }

    String target() {
        var target = value("--target");
        if (!TARGET.matcher(target).matches()) {
            throw new IllegalArgumentException("--target cannot be '" + target + "'");
        }
        return target;
    }

    URI mesh() {
        var url = value("--mesh");
        if (!url.matches("https?://[^/\\s]+(/\\S*)?")) {
            throw new IllegalArgumentException("--mesh is a URL like http://executor:8082, not '" + url + "'");
        }
        return URI.create(url);
    }

    String token(Map<String, String> environment) throws IOException {
        var file = value("--token");
        var token = file.isEmpty()
                ? environment.getOrDefault(TOKEN_VARIABLE, "")
                : Files.readString(Path.of(file)).strip();
        if (token.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no token: name its file with --token, or set " + TOKEN_VARIABLE);
        }
        return token;
    }

    Path models() {
        return directory("--models");
    }

    List<Path> outputs() {
        return directories("--output", "--temp");
    }

    List<Path> inputs() {
        return directories("--input");
    }

    private List<Path> directories(String... options) {
        return Stream.of(options)
                .filter(option -> !value(option).isEmpty())
                .map(this::directory)
                .toList();
    }

    Duration keep() {
        var match = AGE.matcher(value("--keep"));
        if (!match.matches()) {
            throw new IllegalArgumentException("--keep is a time like 24h or 7d");
        }
        var count = Long.parseLong(match.group(1));
        return switch (match.group(2)) {
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    long capBytes() {
        return size("--cap");
    }

    long keepFreeBytes() {
        return size("--keep-free");
    }

    /** With their dots. */
    Set<String> suffixes() {
        return Arrays.stream(value("--kinds").split(","))
                .map(kind -> "." + kind.strip())
                .collect(Collectors.toUnmodifiableSet());
    }

    private Path directory(String option) {
        var directory = Path.of(value(option));
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException(option + " " + directory + " is not a directory");
        }
        return directory;
    }

    private long size(String option) {
        var match = SIZE.matcher(value(option));
        if (!match.matches()) {
            throw new IllegalArgumentException(option + " is a size like 500M or 50G");
        }
        var shift = switch (match.group(2)) {
            case "M" -> 20;
            case "G" -> 30;
            default -> 40;
        };
        return Long.parseLong(match.group(1)) << shift;
    }

    private String value(String option) {
        return values.getOrDefault(option, "");
    }
}
