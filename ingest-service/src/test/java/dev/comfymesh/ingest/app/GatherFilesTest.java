package dev.comfymesh.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.ingest.app.NewFile.Source;
import dev.comfymesh.ingest.domain.FilePath;
import dev.comfymesh.ingest.domain.Sha256;
import dev.comfymesh.kit.http.Fetched;
import dev.comfymesh.kit.http.Limits;
import dev.comfymesh.kit.objects.Content;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatherFilesTest {
    private static final byte[] FACE = "a face".getBytes(StandardCharsets.UTF_8);
    private static final byte[] WEB = "from the web".getBytes(StandardCharsets.UTF_8);
    private static final Duration TIME = Duration.ofSeconds(20);
    private static final Source AT_A_URL = new Source.At(URI.create("https://example.org/a.png"));

    private final UploadShelf shelf = new UploadShelf();
    private final List<Limits> fetches = new ArrayList<>();
    private final Clock clock = Clock.fixed(Instant.parse("2026-11-22T05:00:00Z"), ZoneOffset.UTC);

    @Test
    void answersInTheOrderOfTheRequest() {
        shelf.has("acme", FACE);

        var gathered = gather(
                file("/input/web.png", AT_A_URL),
                file("/input/up.png", new Source.Uploaded(Sha256.of(FACE))),
                file("/input/in.png", new Source.Inline(FACE)));

        assertThat(gathered)
                .isEqualTo(new Gathering.Complete(List.of(
                        there("/input/web.png", WEB), there("/input/up.png", FACE), there("/input/in.png", FACE))));
        assertThat(fetches).containsExactly(new Limits(1_000, TIME, Duration.ofSeconds(5)));
    }

    @Test
    void fetchesNothingWhenAnUploadIsMissing() {
        var gathered =
                gather(file("/input/web.png", AT_A_URL), file("/input/up.png", new Source.Uploaded(Sha256.of(FACE))));

        assertThat(gathered)
                .isInstanceOfSatisfying(
                        Gathering.Incomplete.class,
                        missing -> assertThat(missing.faults())
                                .extracting(FileFault::field)
                                .containsExactly("files./input/up.png.upload"));
        assertThat(fetches).isEmpty();
    }

    @Test
    void trustsNoRowWhoseObjectIsGone() {
        shelf.has("acme", FACE);
        shelf.loses(FACE);

        assertThat(gather(file("/input/up.png", new Source.Uploaded(Sha256.of(FACE)))))
                .isInstanceOf(Gathering.Incomplete.class);
    }

    @Test
    void tellsThatThereIsNoRoomAndLeavesNothingBehind() {
        shelf.isFull();

        assertThat(gather(file("/input/web.png", AT_A_URL))).isEqualTo(new Gathering.Full(100));
        assertThat(shelf.discarded()).containsExactly(Path.of("fetched"));
    }

    @Test
    void takesNoMoreThanSoManyAtOnce() {
        assertThat(gather(new Gate(0), clock, file("/input/in.png", new Source.Inline(FACE))))
                .isEqualTo(new Gathering.Busy());
    }

    @Test
    void leavesTheGateOpenForTheNext() {
        var gate = new Gate(1);

        for (int i = 0; i < 3; i++) {
            assertThat(gather(gate, clock, file("/input/in.png", new Source.Inline(FACE))))
                    .isInstanceOf(Gathering.Complete.class);
        }
    }

    @Test
    void startsNoFetchOnceTheTimeIsOver() {
        var late = new Clock() {
            private Instant now = clock.instant();

            @Override
            public Instant instant() {
                var told = now;
                now = now.plus(TIME);
                return told;
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };

        assertThat(gather(new Gate(1), late, file("/input/web.png", AT_A_URL)))
                .isInstanceOfSatisfying(
                        Gathering.Incomplete.class,
                        missing -> assertThat(missing.faults())
                                .extracting(FileFault::code)
                                .containsExactly("too-slow"));
        assertThat(fetches).isEmpty();
    }

    private Gathering gather(NewFile... files) {
        return gather(new Gate(1), clock, files);
    }

    private Gathering gather(Gate gate, Clock time, NewFile... files) {
        var keepFile = new KeepFile(shelf, shelf.objects(), time, 100);
        var limits = new FileLimits(1_000, TIME, Duration.ofSeconds(5));
        var findFile = new FindFile(shelf, keepFile, shelf.objects(), this::fetch, limits, time);
        return new GatherFiles(findFile, gate, TIME, time)
                .gather("acme", List.of(files))
                .await()
                .indefinitely();
    }

    private Uni<Fetched> fetch(URI address, Path file, Limits limits) {
        fetches.add(limits);
        return Uni.createFrom().item(new Fetched.Complete(new Content(file, WEB.length, Sha256.of(WEB), WEB)));
    }

    private static NewFile file(String path, Source source) {
        return new NewFile(new FilePath(path), source);
    }

    private static InputFile there(String path, byte[] content) {
        var sha256 = Sha256.of(content);
        return new InputFile(path, Upload.key("acme", sha256), "text/plain", content.length, sha256);
    }
}
