package dev.comfymesh.local.mesh;

import dev.comfymesh.local.PidFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where everything lies: what is built in the repository, what is kept between runs under {@code .mesh}. */
public record Layout(Path root) {
    /** The repository that the launcher script belongs to. */
    public static Layout ofLauncher() {
        return new Layout(Path.of(System.getProperty("mesh.root", "")).toAbsolutePath());
    }

    public Path state() {
        return root.resolve(".mesh");
    }

    public Path apiKey() {
        return state().resolve("api-key");
    }

    public Path operatorToken() {
        return state().resolve("operator-token");
    }

    /** The file that says where the API is. */
    public Path url() {
        return state().resolve("url");
    }

    Path log(String component) {
        return state().resolve("logs").resolve(component + ".log");
    }

    PidFile pidFile(String component) {
        return new PidFile(state().resolve("run").resolve(component + ".pid"));
    }

    Path service(String name) {
        return root.resolve(name + "-service/target/quarkus-app/quarkus-run.jar");
    }

    Path simulator() {
        return root.resolve("comfyui-simulator/target/comfyui-simulator-0.1.0-SNAPSHOT.jar");
    }

    Path providerStubs() {
        return root.resolve("provider-stubs/target/provider-stubs-0.1.0-SNAPSHOT.jar");
    }

    Path kafka() {
        return state().resolve("kafka");
    }

    Path postgres() {
        return state().resolve("postgres");
    }

    /** A path as a person in the current directory would type it. */
    public static String shown(Path path) {
        var here = Path.of("").toAbsolutePath();
        var absolute = path.toAbsolutePath();
        return (absolute.startsWith(here) ? here.relativize(absolute) : absolute).toString();
    }

    void writeUrl(String url) {
        try {
            Files.writeString(url(), url + "\n");
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    void prepare() {
        try {
            Files.createDirectories(state().resolve("logs"));
            Files.createDirectories(state().resolve("run"));
            Files.createDirectories(state().resolve("objects"));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
