package dev.comfymesh.bench.routing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPInputStream;

/**
 * Requests of a file with the columns of a public trace of image serving, by name: {@code gmt_create, exec_time_seconds, groupId,
 * num_images_per_prompt, checkpoint_model_version_id, num_lora}, and others, which are not read. It may be compressed.
 */
public final class TraceFile implements Traffic {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Path file;
    private final List<Sample> samples;

    private TraceFile(Path file, List<Sample> samples) {
        this.file = file;
        this.samples = List.copyOf(samples);
    }

    /** Fails with {@link IOException} when there is no such file or none with these columns. */
    public static TraceFile read(Path file) throws IOException {
        try (var reader = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
            var head = reader.readLine();
            if (head == null) {
                throw new IOException(file + " is empty");
            }
            return new TraceFile(file, rows(reader, new Columns(file, Arrays.asList(head.split(",", -1)))));
        }
    }

    @Override
    public List<Sample> stretch(int count, RandomGenerator random) {
        var most = Math.min(count, samples.size());
        var from = random.nextInt(samples.size() - most + 1);
        return samples.subList(from, from + most);
    }

    @Override
    public String description() {
        return "%,d requests of %s".formatted(samples.size(), file.getFileName());
    }

    private static InputStream open(Path file) throws IOException {
        var raw = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
    }

    private static List<Sample> rows(BufferedReader reader, Columns columns) throws IOException {
        var samples = new ArrayList<Sample>();
        var before = Long.MIN_VALUE;
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            var cells = line.split(",", -1);
            var exec = Math.round(1000 * columns.number(cells, "exec_time_seconds"));
            if (exec <= 0) {
                continue; // one that never ran
            }
            var at = LocalDateTime.parse(columns.text(cells, "gmt_create"), TIME)
                    .toInstant(ZoneOffset.UTC)
                    .toEpochMilli();
            samples.add(new Sample(
                    before == Long.MIN_VALUE ? 0 : Math.max(0, at - before),
                    columns.text(cells, "groupId"),
                    columns.text(cells, "checkpoint_model_version_id"),
                    (int) columns.number(cells, "num_lora"),
                    (int) columns.number(cells, "num_images_per_prompt"),
                    exec));
            before = at;
        }
        return samples;
    }

    private record Columns(Path file, List<String> names) {
        String text(String[] cells, String name) throws IOException {
            var place = names.indexOf(name);
            if (place < 0 || place >= cells.length) {
                throw new IOException(file + " has no column " + name);
            }
            return cells[place];
        }

        double number(String[] cells, String name) throws IOException {
            var text = text(cells, name);
            return text.isEmpty() ? 0 : Double.parseDouble(text);
        }
    }
}
