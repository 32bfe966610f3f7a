package dev.comfymesh.executor.adapter.comfyui;

import dev.comfymesh.executor.app.CatalogueLook;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Asks one node for all that it offers: megabytes, which are read apart, and only when they are not what was read before. */
final class Offer {
    private static final int FOLDERS_AT_ONCE = 4;

    /** Node packs are no models, although they lie among them. */
    private static final String PACKS = "custom_nodes";

    private final Requests requests;
    private final Connections connections;

    Offer(Requests requests, Connections connections) {
        this.requests = requests;
        this.connections = connections;
    }

    /** Half an answer is none: what seems to be missing would keep work away from the node. */
    Uni<CatalogueLook> look(@Nullable String known) {
        return models().chain(models -> models.isPresent()
                ? requests.raw("/object_info")
                        .onItemOrFailure()
                        .transformToUni((raw, _) -> read(raw, models.get(), known))
                : unreadable());
    }

    private Uni<CatalogueLook> read(
            Answer.@Nullable Raw raw, SortedMap<String, List<String>> models, @Nullable String known) {
        return raw == null || raw.status() != 200
                ? unreadable()
                : connections.aside(() -> read(raw.body(), models, known));
    }

    private static Uni<CatalogueLook> unreadable() {
        return Uni.createFrom().item(new CatalogueLook.Unreadable());
    }

    private static CatalogueLook read(
            Buffer objectInfo, SortedMap<String, List<String>> models, @Nullable String known) {
        var fingerprint = fingerprint(objectInfo, models);
        if (fingerprint.equals(known)) {
            return new CatalogueLook.Unchanged();
        }
        return CatalogueReading.catalogue(objectInfo, models)
                .<CatalogueLook>map(catalogue -> new CatalogueLook.Read(catalogue, fingerprint))
                .orElseGet(CatalogueLook.Unreadable::new);
    }

    /** By folder; none on a node that has no such route, where the choices of its loaders must do. Empty without an answer. */
    private Uni<Optional<SortedMap<String, List<String>>>> models() {
        return requests.get("/models").chain(answer -> switch (answer) {
            case Answer.Got got when got.ok() -> models(CatalogueReading.texts(got.body()));
            case Answer.Got _ -> Uni.createFrom().item(Optional.of(new TreeMap<>()));
            case Answer.NotSent _, Answer.Lost _ -> Uni.createFrom().item(Optional.empty());
        });
    }

    private Uni<Optional<SortedMap<String, List<String>>>> models(List<String> folders) {
        var wanted = folders.stream().filter(folder -> !folder.equals(PACKS)).toList();
        if (wanted.isEmpty()) {
            return Uni.createFrom().item(Optional.of(new TreeMap<>()));
        }
        return Uni.join()
                .all(wanted.stream()
                        .map(folder -> requests.get("/models/" + Requests.segment(folder)))
                        .toList())
                .usingConcurrencyOf(FOLDERS_AT_ONCE)
                .andFailFast()
                .map(answers -> models(wanted, answers));
    }

    private static Optional<SortedMap<String, List<String>>> models(List<String> folders, List<Answer> answers) {
        var files = new TreeMap<String, List<String>>();
        for (int i = 0; i < folders.size(); i++) {
            if (!(answers.get(i) instanceof Answer.Got got)) {
                return Optional.empty();
            }
            if (got.ok()) {
                files.put(folders.get(i), CatalogueReading.texts(got.body()));
            }
        }
        return Optional.of(files);
    }

    private static String fingerprint(Buffer objectInfo, SortedMap<String, List<String>> models) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(LenientJson.write(models));
            return HexFormat.of().formatHex(digest.digest(objectInfo.getBytes()));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }
}
