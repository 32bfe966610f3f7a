package dev.comfymesh.executor.adapter.provider;

import static dev.comfymesh.executor.adapter.provider.Stand.answer;
import static dev.comfymesh.executor.adapter.provider.Stand.ended;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.executor.adapter.provider.comfyapi.ComfyApiProvider;
import dev.comfymesh.executor.adapter.provider.fal.FalProvider;
import dev.comfymesh.executor.adapter.provider.replicate.ReplicateProvider;
import dev.comfymesh.executor.adapter.provider.runpod.RunPodProvider;
import dev.comfymesh.executor.adapter.provider.together.TogetherProvider;
import dev.comfymesh.executor.app.Fetched;
import dev.comfymesh.executor.app.Provider;
import dev.comfymesh.executor.app.Upload;
import dev.comfymesh.executor.domain.OutputCheck;
import dev.comfymesh.executor.domain.provider.Commission;
import dev.comfymesh.executor.domain.provider.Handover;
import dev.comfymesh.executor.domain.provider.ProviderFault;
import io.smallrye.mutiny.Multi;
import io.vertx.mutiny.core.Vertx;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a tenant's files reach the runs that read them. */
class FilesAtProvidersIT {
    private static final int MEGABYTE = 1 << 20;
    private static final String PHOTO = "photos/a lake.png";

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        vertx.closeAndAwait();
    }

    @Test
    void goAlongInTheRequestToRunPod() throws IOException {
        try (var stand = Stand.open("runpod", directory)) {
            readsThePhoto(stand, new RunPodProvider(stand.http(), stand.account("/v2/comfy", 530)));
        }
    }

    @Test
    void areAssetsOfTheComfyApi() throws IOException {
        try (var stand = Stand.open("comfyapi", directory)) {
            readsThePhoto(stand, new ComfyApiProvider(stand.http(), stand.account("", 600)));
        }
    }

    private void readsThePhoto(Stand stand, Provider provider) throws IOException {
        var name = placed(provider, photo(24, 16));
        var commission = new Commission(
                UUID.randomUUID(), Graphs.copy(PHOTO), Map.of(PHOTO, name), Stand.PATIENCE, Stand.PATIENCE, null);

        var run = ended(provider, ((Handover.Taken) answer(provider.submit(commission))).remoteId());

        assertThat(stand.copied(provider, run))
                .isInstanceOfSatisfying(
                        Fetched.Whole.class,
                        whole -> assertThat(OutputCheck.of("a.png", whole.file()))
                                .isEqualTo(new OutputCheck.Good("image/png", 24, 16)));
    }

    @Test
    void areNotSentToRunPodWhereTheyMakeTheRequestTooLarge() {
        var provider = new RunPodProvider(http(), Stand.nowhere());
        var half = placed(provider, new byte[6 * MEGABYTE]);
        var commission = new Commission(
                UUID.randomUUID(),
                Graphs.copy(PHOTO),
                Map.of(PHOTO, half, "other.png", half),
                Stand.PATIENCE,
                Stand.PATIENCE,
                null);

        assertThat(answer(provider.submit(commission))).isInstanceOfSatisfying(Handover.Declined.class, declined -> {
            assertThat(declined.fault()).isEqualTo(ProviderFault.INVALID_REQUEST);
            assertThat(declined.detail()).contains("none of more than 10485760");
        });
        assertThat(upload(provider, new byte[8 * MEGABYTE])).isInstanceOf(Upload.TooLarge.class);
    }

    @Test
    void areDataWhereAModelReadsThem() {
        var small = new byte[] {1, 2, 3};
        var data = "data:image/png;base64," + Base64.getEncoder().encodeToString(small);

        assertThat(placed(new FalProvider(http(), Stand.nowhere()), small)).isEqualTo(data);
        assertThat(placed(new TogetherProvider(http(), Stand.nowhere()), small)).isEqualTo(data);
        assertThat(placed(new ReplicateProvider(http(), Stand.nowhere()), small))
                .isEqualTo(data);
        assertThat(upload(new FalProvider(http(), Stand.nowhere()), new byte[8 * MEGABYTE]))
                .isInstanceOf(Upload.TooLarge.class);
    }

    @Test
    void areStoredAtReplicateWhereTheyAreLarge() {
        try (var stand = Stand.open("replicate", directory)) {
            var large = new byte[MEGABYTE];
            Arrays.fill(large, (byte) 7);

            var address = placed(new ReplicateProvider(stand.http(), stand.account("", 975)), large);

            assertThat(stand.shown(address).getJsonObject("checksums").getString("sha256"))
                    .isEqualTo(sha256(large));
        }
    }

    @Test
    void areNotThereWhereNobodyTakesThem() {
        assertThat(upload(new ComfyApiProvider(http(), Stand.nowhere()), new byte[3]))
                .isInstanceOf(Upload.Unreachable.class);
    }

    private static String placed(Provider provider, byte[] content) {
        return ((Upload.Placed) upload(provider, content)).name();
    }

    private static Upload upload(Provider provider, byte[] content) {
        var file = new InputFile("/input/" + PHOTO, "t/in", "image/png", content.length, sha256(content));
        var middle = content.length / 2;
        return answer(provider.upload(
                file,
                Multi.createFrom()
                        .items(Arrays.copyOf(content, middle), Arrays.copyOfRange(content, middle, content.length))));
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] photo(int width, int height) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }

    private ProviderHttp http() {
        var quick = Duration.ofSeconds(5);
        return new ProviderHttp(vertx, new ProviderHttp.Limits(quick, quick, quick, quick, MEGABYTE));
    }
}
