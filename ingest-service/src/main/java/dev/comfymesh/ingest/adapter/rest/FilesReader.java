package dev.comfymesh.ingest.adapter.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.ingest.app.NewFile;
import dev.comfymesh.ingest.app.NewFile.Source;
import dev.comfymesh.ingest.domain.FilePath;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads which files a job needs at which paths, and notes what is wrong with each. */
final class FilesReader {
    private static final String FILES = "files";
    private static final int MOST = 32;
    private static final int LONGEST_URL = 2_000;
    private static final List<String> SOURCES = List.of("upload", "url", "base64", "dataUrl");
    private static final Pattern DIGEST = Pattern.compile("sha256:([0-9a-f]{64})");
    private static final Pattern DATA_URL = Pattern.compile("(?is)data:[^,]*;base64,(.*)");

    private final Fields files;
    private final Fields request;

    private FilesReader(Fields request) {
        this.request = request;
        this.files = request.object(FILES);
    }

    /** The files of a request, without those that are wrong. */
    static List<NewFile> read(Fields request, ObjectNode graph) {
        return request.has(FILES) ? new FilesReader(request).read(graph) : List.of();
    }

    private List<NewFile> read(ObjectNode graph) {
        if (files.node().size() > MOST) {
            request.wrong(
                    FILES,
                    "must have at most %d entries, and has %d"
                            .formatted(MOST, files.node().size()));
            return List.of();
        }
        var read = new ArrayList<NewFile>();
        files.node().fieldNames().forEachRemaining(path -> find(path).ifPresent(read::add));
        var paths = read.stream().map(NewFile::path).map(FilePath::new).toList();
        FilePath.colliding(paths)
                .forEach(path -> files.wrong(path.text(), "is the place of another file, or a folder of one"));
        var texts = texts(graph);
        paths.stream()
                .filter(path ->
                        path.asInput().filter(input -> !texts.contains(input)).isPresent())
                .forEach(path -> files.wrong(
                        path.text(),
                        "is read by no node: make an input of one exactly '%s'"
                                .formatted(path.asInput().orElse(""))));
        return read;
    }

    private Optional<NewFile> find(String text) {
        var path = FilePath.find(text);
        if (path.isEmpty()) {
            files.wrong(
                    text,
                    "must be a path such as /input/face.png or /models/loras/style.safetensors, of letters, digits and"
                            + " ._ +@()-");
            return Optional.empty();
        }
        if (!files.isObject(text)) {
            files.wrong(text, "must be an object such as {\"upload\": \"sha256:...\"}");
            return Optional.empty();
        }
        return source(files.object(text)).map(source -> new NewFile(path.get(), source));
    }

    /** Where the one file of an object comes from, that has nothing else to say. */
    static Optional<Source> source(Fields file) {
        file.allow(Set.copyOf(SOURCES));
        var given = SOURCES.stream().filter(file::has).toList();
        if (given.size() != 1) {
            file.wrong("upload", "or one of 'url', 'base64' and 'dataUrl' must be there, and only one of them");
            return Optional.empty();
        }
        var name = given.getFirst();
        var text = file.text(name, "");
        return text.isEmpty()
                ? wrong(file, name, "must not be empty")
                : switch (name) {
                    case "upload" -> upload(file, text);
                    case "url" -> url(file, text);
                    case "base64" -> base64(file, name, text);
                    default -> dataUrl(file, text);
                };
    }

    private static Optional<Source> upload(Fields file, String text) {
        var digest = DIGEST.matcher(text);
        return digest.matches()
                ? Optional.of(new Source.Uploaded(digest.group(1)))
                : wrong(file, "upload", "must be the 'digest' of an upload, sha256: and 64 digits from 0 to f");
    }

    private static Optional<Source> url(Fields file, String text) {
        try {
            var address = new URI(text);
            return text.length() <= LONGEST_URL && address.isAbsolute()
                    ? Optional.of(new Source.At(address))
                    : wrong(file, "url", "must be a whole address of at most %d characters".formatted(LONGEST_URL));
        } catch (URISyntaxException _) {
            return wrong(file, "url", "must be an address such as https://example.org/face.png");
        }
    }

    private static Optional<Source> dataUrl(Fields file, String text) {
        var parts = DATA_URL.matcher(text);
        return parts.matches()
                ? base64(file, "dataUrl", parts.group(1))
                : wrong(file, "dataUrl", "must begin like data:image/png;base64,");
    }

    private static Optional<Source> base64(Fields file, String name, String text) {
        try {
            var content = Base64.getDecoder().decode(text);
            return content.length == 0
                    ? wrong(file, name, "holds an empty file")
                    : Optional.of(new Source.Inline(content));
        } catch (IllegalArgumentException _) {
            return wrong(file, name, "is not base64 of RFC 4648, with + and / and without line breaks");
        }
    }

    private static Optional<Source> wrong(Fields file, String name, String detail) {
        file.wrong(name, detail);
        return Optional.empty();
    }

    /** Every text that a node has as an input. */
    private static Set<String> texts(ObjectNode graph) {
        return graph.properties().stream()
                .flatMap(node ->
                        StreamSupport.stream(node.getValue().path("inputs").spliterator(), false))
                .filter(input -> input.isTextual())
                .map(input -> input.textValue())
                .collect(Collectors.toSet());
    }
}
