package dev.comfymesh.testkit.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What clients did and saw, a JSON line each, kept in a file as it happens: a witness that the mesh cannot touch. */
public final class ClientHistory {
    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private final Path file;
    private final Map<String, String> last = new ConcurrentHashMap<>();

    public ClientHistory(Path file) {
        this.file = file;
    }

    /** A submit was answered 202. */
    public void submitted(String tenant, String key, UUID jobId, String secret) {
        add(new ClientNote(Instant.now(), tenant, ClientNote.Kind.SUBMITTED, key, jobId, secret));
    }

    /** This is what came back; the same answer as last time is not worth another line. */
    public void saw(String tenant, String asked, String answer) {
        if (!answer.equals(last.put(tenant + " " + asked, answer))) {
            add(new ClientNote(Instant.now(), tenant, ClientNote.Kind.SAW, asked, null, answer));
        }
    }

    /** Everything so far; nothing when there is no file. */
    public static List<ClientNote> read(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (var lines = Files.lines(file)) {
            return lines.map(ClientHistory::note).toList();
        } catch (IOException broken) {
            throw new UncheckedIOException("the clients' history cannot be read", broken);
        }
    }

    private synchronized void add(ClientNote note) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(
                    file, JSON.writeValueAsString(note) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException broken) {
            throw new UncheckedIOException("the clients' history cannot be written", broken);
        }
    }

    private static ClientNote note(String line) {
        try {
            return JSON.readValue(line, ClientNote.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("not a line of a client's history: " + line, broken);
        }
    }
}
