package dev.comfymesh.agent.adapter.disk;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.comfymesh.agent.app.Shelf;
import dev.comfymesh.agent.domain.Order;
import dev.comfymesh.agent.domain.PlacedFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The node's directory of models. A link is never followed, so nothing outside of it is read, written or deleted. */
public final class ModelDirectory implements Shelf {
    private final Path root;

    public ModelDirectory(Path directory) throws IOException {
        this.root = directory.toRealPath();
    }

    @Override
    public List<PlacedFile> placed() throws IOException {
        var placed = new ArrayList<PlacedFile>();
        for (var folder : folders()) {
            for (var file : list(folder)) {
                placedFile(folder, file).ifPresent(placed::add);
            }
        }
        return placed;
    }

    @Override
    public long freeBytes() throws IOException {
        return Files.getFileStore(root).getUsableSpace();
    }

    @Override
    public long fetchedBytes(Order order) throws IOException {
        var part = part(order);
        return Files.isRegularFile(part, NOFOLLOW_LINKS) ? Files.size(part) : 0;
    }

    @Override
    public UnfinishedFile open(Order order) throws IOException, Refused {
        var folder = root.resolve(order.folder());
        if (Files.isSymbolicLink(folder)) {
            throw new Refused("the folder %s is a link, and links are not followed".formatted(order.folder()));
        }
        if (!Files.isDirectory(folder)) {
            throw new Refused("the node has no folder %s".formatted(order.folder()));
        }
        return PartFile.open(order, part(order), folder.resolve(order.name()));
    }

    /** The time of the file itself says when it was wanted last: it outlives this process, and nobody else needs it. */
    @Override
    public void wanted(PlacedFile file, Instant at) throws IOException {
        Files.setLastModifiedTime(path(file), FileTime.from(at));
    }

    @Override
    public void delete(PlacedFile file) throws IOException {
        Files.deleteIfExists(path(file));
    }

    @Override
    public void keepUnfinished(List<Order> orders) throws IOException {
        var kept = orders.stream().map(this::part).collect(Collectors.toSet());
        for (var folder : folders()) {
            for (var file : list(folder)) {
                if (PartFile.isOne(file) && !kept.contains(file)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private Path part(Order order) {
        return PartFile.beside(root.resolve(order.folder()), order);
    }

    private Path path(PlacedFile file) {
        return root.resolve(file.folder()).resolve(file.name());
    }

    private static Optional<PlacedFile> placedFile(Path folder, Path file) throws IOException {
        var digest = PlacedFile.digest(file.getFileName().toString());
        if (digest.isEmpty() || !Files.isRegularFile(file, NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        return Optional.of(new PlacedFile(
                digest.get(),
                folder.getFileName().toString(),
                file.getFileName().toString(),
                Files.size(file),
                Files.getLastModifiedTime(file).toInstant()));
    }

    private List<Path> folders() throws IOException {
        try (var entries = Files.newDirectoryStream(root, entry -> Files.isDirectory(entry, NOFOLLOW_LINKS))) {
            return all(entries);
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (var entries = Files.newDirectoryStream(folder, "{cm-,.cm-}*")) {
            return all(entries);
        }
    }

    private static List<Path> all(DirectoryStream<Path> entries) {
        var paths = new ArrayList<Path>();
        entries.forEach(paths::add);
        return paths;
    }
}
