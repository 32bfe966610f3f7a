package dev.comfymesh.scoring.adapter.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comfymesh.kit.objects.ObjectMissing;
import dev.comfymesh.kit.objects.ObjectStore;
import dev.comfymesh.scoring.domain.model.ModelCard;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFetcherTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final byte[] WEIGHTS = "weights".getBytes(StandardCharsets.UTF_8);
    private static final String DIGEST = Digests.sha256(WEIGHTS);
    private static final ModelCard CARD = ModelCatalogue.read().stream()
            .filter(card -> card.id().equals("clip-image"))
            .findAny()
            .orElseThrow();

    @TempDir
    Path directory;

    private final Shelf objects = new Shelf();
    private ModelFolder folder;
    private ModelFetcher fetcher;

    @BeforeEach
    void pin() throws IOException {
        folder = new ModelFolder(directory, directory.resolve("cache"));
        fetcher = new ModelFetcher(VERTX, objects, folder);
        Files.writeString(directory.resolve("clip-image.json"), """
                {"id": "clip-image", "sha256": "%s", "licence": "MIT", "accepted": false, "origin": "us", "object": "net"}
                """.formatted(DIGEST));
    }

    @AfterAll
    static void close() {
        VERTX.closeAndAwait();
    }

    @Test
    void bringsWhatAPinNamesOnce() {
        objects.content.put("net", WEIGHTS);
        var before = folder.edition(CARD);

        fetch();
        fetch();

        assertThat(directory.resolve("cache").resolve(DIGEST)).hasBinaryContent(WEIGHTS);
        assertThat(folder.edition(CARD)).isNotEqualTo(before);
        assertThat(objects.reads).isEqualTo(1);
    }

    @Test
    void throwsAwayWhatIsNotWhatThePinSaysAndDoesNotAskAgain() {
        objects.content.put("net", new byte[3]);

        fetch();
        fetch();

        assertThat(directory.resolve("cache")).isEmptyDirectory();
        assertThat(objects.reads).isEqualTo(1);
    }

    @Test
    void triesAgainWhatIsNotThereYet() {
        assertThatThrownBy(this::fetch).isInstanceOf(ObjectMissing.class);

        objects.content.put("net", WEIGHTS);
        fetch();

        assertThat(directory.resolve("cache").resolve(DIGEST)).exists();
    }

    private void fetch() {
        fetcher.fetch().await().indefinitely();
    }

    private static final class Shelf implements ObjectStore {
        private final Map<String, byte[]> content = new HashMap<>();
        private int reads;

        @Override
        public Uni<Optional<Long>> size(String key) {
            return Uni.createFrom().item(Optional.ofNullable(content.get(key)).map(bytes -> (long) bytes.length));
        }

        @Override
        public Multi<Buffer> read(String key, long from, long length) {
            reads++;
            return Multi.createFrom().item(Buffer.buffer(content.get(key)));
        }

        @Override
        public Uni<byte[]> read(String key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Void> put(String key, Path file) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Void> put(String key, byte[] bytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Void> delete(String key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Path temporaryFile() {
            throw new UnsupportedOperationException();
        }
    }
}
