package dev.comfymesh.agent.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.agent.adapter.disk.ModelDirectory;
import dev.comfymesh.agent.domain.Limits;
import dev.comfymesh.agent.domain.Order;
import dev.comfymesh.agent.domain.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaceFilesTest {
    private static final long KIB = 1024;

    @TempDir
    private Path models;

    private final FakeMesh mesh = new FakeMesh();
    private final Wristwatch clock = new Wristwatch(Instant.parse("2026-11-22T12:00:00Z"));
    private PlaceFiles files;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectory(models.resolve("loras"));
        restart();
    }

    private void restart() throws IOException {
        var limits = new Limits(100 * KIB, 0, Set.of(".safetensors"));
        files = new PlaceFiles(mesh, new ModelDirectory(models), limits, clock);
    }

    @Test
    void placesWhatIsOrderedAndReportsIt() throws IOException {
        var order = mesh.offer("loras", 40 * KIB);

        turn();

        assertThat(place(order)).hasBinaryContent(mesh.content(order));
        assertThat(files.report().files()).containsExactly(order.sha256());
        assertThat(files.placeOne()).isFalse();
    }

    @Test
    void goesOnWhereItBrokeOff() throws IOException {
        var order = mesh.offer("loras", 40 * KIB);
        mesh.breakAfter(30 * KIB);
        turn();
        assertThat(place(order)).doesNotExist();
        assertThat(files.report().refused()).containsExactly(new Report.Refused(order.sha256(), "connection reset"));

        mesh.heal();
        clock.pass(60);
        turn();

        assertThat(place(order)).hasBinaryContent(mesh.content(order));
        assertThat(mesh.readFrom()).isEqualTo(30 * KIB);
        assertThat(files.report().refused()).isEmpty();
    }

    @Test
    void goesOnWhereTheProcessBeforeItBrokeOff() throws IOException {
        var order = mesh.offer("loras", 40 * KIB);
        mesh.breakAfter(30 * KIB);
        turn();

        mesh.heal();
        restart();
        assertThat(files.placeOne()).isFalse();
        turn();

        assertThat(place(order)).hasBinaryContent(mesh.content(order));
        assertThat(mesh.readFrom()).isEqualTo(30 * KIB);
    }

    @Test
    void placesNoOtherContentThanOrdered() throws IOException {
        var order = mesh.offer("loras", 40 * KIB);
        mesh.spoil(order);

        turn();

        assertThat(models.resolve("loras")).isEmptyDirectory();
        assertThat(files.report())
                .isEqualTo(new Report(
                        List.of(),
                        files.report().freeDiskBytes(),
                        List.of(new Report.Refused(order.sha256(), "its content has another digest"))));
    }

    @Test
    void followsNoLinkOutOfTheModels(@TempDir Path elsewhere) throws IOException {
        Files.createSymbolicLink(models.resolve("vae"), elsewhere);
        mesh.offer("vae", KIB);

        turn();

        assertThat(elsewhere).isEmptyDirectory();
        assertThat(files.report().refused())
                .extracting(Report.Refused::reason)
                .containsExactly("the folder vae is a link, and links are not followed");
    }

    @Test
    void writesThroughNoLinkThatLiesWhereAFileGoes(@TempDir Path elsewhere) throws IOException {
        var victim = Files.writeString(elsewhere.resolve("victim"), "precious");
        var order = mesh.offer("loras", KIB);
        Files.createSymbolicLink(models.resolve("loras/." + order.name() + ".part"), victim);

        turn();

        assertThat(victim).hasContent("precious");
    }

    @Test
    void makesNoFolders() throws IOException {
        mesh.offer("nonsense", KIB);

        turn();

        assertThat(models.resolve("nonsense")).doesNotExist();
        assertThat(files.report().refused())
                .extracting(Report.Refused::reason)
                .containsExactly("the node has no folder nonsense");
    }

    @Test
    void evictsWhatNobodyWantsAndNothingOfOthers() throws IOException {
        var own = Files.write(models.resolve("loras/own.safetensors"), new byte[1_000]);
        var first = mesh.offer("loras", 60 * KIB);
        turn();
        Files.setLastModifiedTime(place(first), FileTime.from(clock.instant().minusSeconds(86_400)));

        mesh.withdraw(first);
        var second = mesh.offer("loras", 60 * KIB);
        turn();

        assertThat(place(first)).doesNotExist();
        assertThat(place(second)).exists();
        assertThat(own).exists();
    }

    @Test
    void forgetsWhatItBeganWhenNobodyWantsIt() throws IOException {
        var order = mesh.offer("loras", 40 * KIB);
        mesh.breakAfter(30 * KIB);
        turn();

        mesh.withdraw(order);
        turn();

        assertThat(models.resolve("loras")).isEmptyDirectory();
    }

    @Test
    void countsADigestOnlyWhenItIsInEachFolderThatWantsIt() throws IOException {
        Files.createDirectory(models.resolve("vae"));
        var here = mesh.offer("loras", KIB);
        turn();
        mesh.add(new Order(here.sha256(), "vae", here.name(), here.bytes()));
        files.follow();
        assertThat(files.report().files()).isEmpty();

        turn();

        assertThat(files.report().files()).containsExactly(here.sha256());
    }

    @Test
    void anotherOrderIsNotHeldUpByOneThatFails() throws IOException {
        var spoilt = mesh.offer("loras", KIB);
        var sound = mesh.offer("loras", 2 * KIB);
        mesh.spoil(spoilt);

        turn();

        assertThat(place(sound)).exists();
    }

    private void turn() throws IOException {
        files.follow();
        for (var more = true; more; ) {
            more = files.placeOne();
        }
    }

    private Path place(Order order) {
        return models.resolve(order.folder()).resolve(order.name());
    }
}
