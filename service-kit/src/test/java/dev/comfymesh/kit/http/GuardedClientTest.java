package dev.comfymesh.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import io.vertx.mutiny.core.Vertx;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedClientTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final AtomicInteger CLOSED_EARLY = new AtomicInteger();
    private static final HttpServer SERVER = VERTX.getDelegate()
            .createHttpServer()
            .requestHandler(GuardedClientTest::answer)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    private static final Limits LIMITS = new Limits(1_000_000, Duration.ofSeconds(20), Duration.ofSeconds(10));

    @TempDir
    Path directory;

    private final List<String> asked = new ArrayList<>();
    private Path file;
    private GuardedClient client;

    @BeforeEach
    void open() {
        file = directory.resolve("fetched");
        client = client(true, "127.0.0.1");
    }

    @AfterAll
    static void stop() {
        VERTX.closeAndAwait();
    }

    @Test
    void streamsAFileAndMeasuresIt() {
        assertThat(fetch("/file?size=300000")).isInstanceOfSatisfying(Fetched.Complete.class, complete -> {
            assertThat(complete.content().file()).isEqualTo(file).hasSize(300_000);
            assertThat(complete.content().bytes()).isEqualTo(300_000);
            assertThat(complete.content().head()).hasSize(512);
            assertThat(complete.content().sha256())
                    .isEqualTo("886715e4051e827f4fe215df3053af3f85ad0d352db2c829c7487af6d78efe30");
        });
    }

    @Test
    void connectsToTheAddressThatWasCheckedWhateverTheNameMeansLater() {
        client = client(true, "127.0.0.1", "10.0.0.1");

        assertThat(fetch("/file?size=10")).isInstanceOf(Fetched.Complete.class);
        assertThat(asked).containsExactly("somewhere.test");
        assertThat(fetchAgain("/file?size=10")).isEqualTo(new Fetched.Forbidden("is not on the public internet"));
    }

    @Test
    void takesOnlyThoseAddressesOfANameThatArePublic() {
        assertThat(fetch(resolving("169.254.169.254", "10.0.0.1"), "/file?size=10"))
                .isEqualTo(new Fetched.Forbidden("is not on the public internet"));
        assertThat(fetch(resolving("10.0.0.1", "127.0.0.1"), "/file?size=10")).isInstanceOf(Fetched.Complete.class);
    }

    @Test
    void checksEachRedirectAnew() {
        assertThat(fetch("/to?http://127.0.0.2:1/")).isEqualTo(new Fetched.Forbidden("is not on the public internet"));
        assertThat(fetch("/to?file:///etc/passwd")).isEqualTo(new Fetched.Forbidden("is neither https nor http"));
        assertThat(fetch("/to?http://a:b@somewhere.test/")).isEqualTo(new Fetched.Forbidden("holds credentials"));
        assertThat(fetch("/to?/file")).isInstanceOf(Fetched.Complete.class);
        client = client(true, "127.0.0.1", "127.0.0.3");
        assertThat(fetchAgain("/to?/file")).isEqualTo(new Fetched.Forbidden("is not on the public internet"));
    }

    @Test
    void followsFiveRedirectsAndNoMore() {
        assertThat(fetch("/hop?5")).isInstanceOf(Fetched.Complete.class);
        assertThat(fetchAgain("/hop?6")).isEqualTo(new Fetched.Unreachable("leads on more than 5 times"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/file?size=1000001", "/endless"})
    void keepsNothingOfWhatIsTooLarge(String path) {
        assertThat(fetch(path)).isEqualTo(new Fetched.TooLarge(1_000_000));
        assertThat(file).doesNotExist();
    }

    @Test
    void endsWhatTakesTooLongInAllAndLetsGo() {
        var limits = new Limits(1_000_000, Duration.ofMillis(300), Duration.ofSeconds(10));
        var before = CLOSED_EARLY.get();

        assertThat(fetch(client, "/drip", limits)).isEqualTo(new Fetched.TooSlow(limits.total()));
        await().until(() -> CLOSED_EARLY.get() > before && Files.notExists(file));
    }

    @Test
    void endsWhatFallsSilent() {
        var limits = new Limits(1_000_000, Duration.ofSeconds(30), Duration.ofMillis(200));

        assertThat(fetch(client, "/silent", limits)).isEqualTo(new Fetched.TooSlow(limits.idle()));
        assertThat(file).doesNotExist();
    }

    @Test
    void tellsWhatTheServerSaid() {
        assertThat(fetch("/nothing")).isEqualTo(new Fetched.Refused(404));
        assertThat(fetch("/broken")).isInstanceOf(Fetched.Unreachable.class);
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://somewhere.test/", "data:,x", "//somewhere.test/", "http:x"})
    void refusesOtherSchemes(String address) {
        assertThat(fetch(client, URI.create(address), LIMITS)).isInstanceOf(Fetched.Forbidden.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void asksForHttpsUnlessToldOtherwise() {
        assertThat(fetch(client(false, "127.0.0.1"), "/file?size=1"))
                .isEqualTo(new Fetched.Forbidden("is not an https address"));
    }

    @Test
    void trustsNobodyWhoCannotProveWhoHeIs() {
        var address = URI.create("https://somewhere.test:" + SERVER.actualPort() + "/");

        assertThat(fetch(client, address, LIMITS)).isInstanceOf(Fetched.Unreachable.class);
    }

    @Test
    void goesByTheNameInTheCertificateThoughItConnectsToAnAddress() throws Exception {
        var store = new PfxOptions().setPath(certificate("somewhere.test")).setPassword("secret");
        var secure = VERTX.getDelegate()
                .createHttpServer(new HttpServerOptions().setSsl(true).setKeyCertOptions(store))
                .requestHandler(GuardedClientTest::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        var trusting = new HttpClientOptions().setTrustOptions(store);
        var toServer = client(trusting, false, _ -> Uni.createFrom().item(List.of(address("127.0.0.1"))));

        assertThat(fetch(toServer, URI.create("https://somewhere.test:" + secure.actualPort() + "/file"), LIMITS))
                .isInstanceOf(Fetched.Complete.class);
        file = directory.resolve("again");
        assertThat(fetch(toServer, URI.create("https://elsewhere.test:" + secure.actualPort() + "/file"), LIMITS))
                .isEqualTo(new Fetched.Unreachable("cannot prove who it is, or breaks off"));
    }

    /** A key store with a certificate that only itself has signed. */
    private String certificate(String host) throws Exception {
        var store = directory.resolve("certificate.p12").toString();
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var command = List.of(
                keytool,
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + host,
                "-ext",
                "SAN=dns:" + host,
                "-storetype",
                "PKCS12",
                "-keystore",
                store,
                "-storepass",
                "secret");
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        return store;
    }

    @Test
    void saysThatNobodyIsThere() {
        assertThat(fetch(client, URI.create("http://somewhere.test:1/"), LIMITS))
                .isEqualTo(new Fetched.Unreachable("accepts no connection"));
        var nameless = client(true, _ -> Uni.createFrom().failure(new UnknownHostException()));
        assertThat(fetch(nameless, "/")).isEqualTo(new Fetched.Unreachable("has no address"));
    }

    private Fetched fetchAgain(String path) {
        file = directory.resolve("again");
        return fetch(path);
    }

    private Fetched fetch(String path) {
        return fetch(client, path);
    }

    private Fetched fetch(GuardedClient by, String path) {
        return fetch(by, path, LIMITS);
    }

    private Fetched fetch(GuardedClient by, String path, Limits limits) {
        return fetch(by, URI.create("http://somewhere.test:" + SERVER.actualPort() + path), limits);
    }

    private Fetched fetch(GuardedClient by, URI address, Limits limits) {
        return by.fetch(address, file, limits).await().atMost(Duration.ofSeconds(30));
    }

    /** Gives one of these addresses after the other, and the last for good, whatever the name. */
    private GuardedClient client(boolean plainHttp, String... addresses) {
        var next = new AtomicInteger();
        return client(plainHttp, host -> {
            asked.add(host);
            var address = addresses[Math.min(next.getAndIncrement(), addresses.length - 1)];
            return Uni.createFrom().item(List.of(address(host.endsWith(".test") ? address : host)));
        });
    }

    private static GuardedClient resolving(String... addresses) {
        return client(
                true,
                _ -> Uni.createFrom()
                        .item(List.of(addresses).stream()
                                .map(GuardedClientTest::address)
                                .toList()));
    }

    private static GuardedClient client(boolean plainHttp, Resolver resolver) {
        return client(new HttpClientOptions(), plainHttp, resolver);
    }

    private static GuardedClient client(HttpClientOptions options, boolean plainHttp, Resolver resolver) {
        return new GuardedClient(
                VERTX, options, new Destinations(List.of(Network.of("127.0.0.1/32"))), plainHttp, resolver);
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static void answer(HttpServerRequest request) {
        var response = request.response();
        var query = request.query();
        switch (request.path()) {
            case "/file" ->
                response.end(Buffer.buffer(
                        new byte[query == null ? 1 : Integer.parseInt(query.substring("size=".length()))]));
            case "/to" ->
                response.setStatusCode(302).putHeader("Location", query).end();
            case "/hop" -> {
                var left = Integer.parseInt(query);
                var next = left == 1 ? "/file" : "/hop?" + (left - 1);
                response.setStatusCode(307).putHeader("Location", next).end();
            }
            case "/endless" -> drip(request, new byte[100_000], 1);
            case "/drip" -> {
                response.closeHandler(_ -> CLOSED_EARLY.incrementAndGet());
                drip(request, new byte[10], 20);
            }
            case "/silent" -> response.setChunked(true).write("x");
            case "/broken" -> {
                response.putHeader("Content-Length", "100").write("half");
                VERTX.setTimer(50, _ -> request.connection().close());
            }
            default -> response.setStatusCode(404).end();
        }
    }

    private static void drip(HttpServerRequest request, byte[] drop, long millis) {
        var response = request.response().setChunked(true);
        var timer = VERTX.setPeriodic(millis, _ -> response.write(Buffer.buffer(drop)));
        request.connection().closeHandler(_ -> VERTX.cancelTimer(timer));
    }
}
