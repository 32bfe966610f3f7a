package dev.comfymesh.scoring.app;

import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.kit.objects.ObjectMissing;
import dev.comfymesh.kit.objects.ObjectStore;
import dev.comfymesh.scoring.app.Examiner.Look;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Gap;
import dev.comfymesh.scoring.domain.Intent;
import dev.comfymesh.scoring.domain.Measurements;
import dev.comfymesh.scoring.domain.Picture;
import dev.comfymesh.scoring.domain.Profile;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the references and the mask of pools, once a pool while a batch is worked off, and only where something is measured that
 * needs them. Whatever is wrong with one of these files is a reason why none of them is there, never a failure.
 */
final class ReadIntent {
    /** Of a picture that is kept to be compared with; what is measured in it is measured before. */
    private static final int LONGEST_SIDE = 1_024;

    /** What was read is kept of so many pools: each takes memory, and the candidates of one come together. */
    private static final int KEPT_POOLS = 3;

    private final ObjectStore objects;
    private final Workers workers;
    private final Examiner examiner;
    private final SequencedMap<UUID, Uni<Sought>> read = new LinkedHashMap<>();

    /** For one batch. */
    ReadIntent(ObjectStore objects, Workers workers, Examiner examiner) {
        this.objects = objects;
        this.workers = workers;
        this.examiner = examiner;
    }

    /** Something could not be read, and may be soon: it is the store that is in trouble. */
    static final class Unread extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unread(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** Fails with {@link Unread} while the store is in trouble. */
    Uni<Sought> of(Work work, Profile profile) {
        var said = work.intent();
        if (said == null) {
            return Uni.createFrom().item(Sought.NOTHING);
        }
        var names = Files.of(said);
        if (names.isEmpty() || !areNeeded(profile)) {
            return Uni.createFrom().item(new Sought(names.words(), null));
        }
        var sought = read.computeIfAbsent(
                work.jobId(), _ -> read(names, profile.compared()).memoize().indefinitely());
        if (read.size() > KEPT_POOLS) {
            read.pollFirstEntry();
        }
        return sought;
    }

    private boolean areNeeded(Profile profile) {
        return !profile.compared().isEmpty() || examiner.needsReferences(profile.wanted());
    }

    private Uni<Sought> read(Files files, Set<Dimension> compared) {
        return Multi.createFrom()
                .iterable(files.all())
                .onItem()
                .transformToUniAndConcatenate(file -> look(file, files.isFirstReference(file) ? compared : Set.of()))
                .collect()
                .asList()
                .map(looks -> sought(files, looks, compared));
    }

    private Uni<Look> look(InputFile file, Set<Dimension> measured) {
        return examiner.object(file.bytes())
                .map(refused -> blocked(refused.reason().text()))
                .orElseGet(() -> objects.read(file.key())
                        .map(Optional::of)
                        .onFailure(ObjectMissing.class)
                        .recoverWithItem(Optional.empty())
                        .onFailure()
                        .transform(Unread::new)
                        .chain(found -> found.map(
                                        content -> workers.run(() -> examiner.look(content, measured, LONGEST_SIDE)))
                                .orElseGet(() -> blocked("It is not in the object store."))));
    }

    private static Uni<Look> blocked(String why) {
        return Uni.createFrom().item(new Look.Blocked(why));
    }

    private static Sought sought(Files files, List<Look> looks, Set<Dimension> compared) {
        for (int i = 0; i < looks.size(); i++) {
            if (looks.get(i) instanceof Look.Blocked(var why)) {
                return files.blocked(i, why, compared);
            }
        }
        return files.sought(looks.stream().map(Look.Seen.class::cast).toList(), compared);
    }

    /** The files that an intent names, the references first. */
    private record Files(
            Optional<String> prompt,
            List<InputFile> references,
            @Nullable InputFile mask) {
        static Files of(dev.comfymesh.contracts.Intent said) {
            var references = said.references();
            return new Files(
                    Optional.ofNullable(said.prompt()), references == null ? List.of() : references, said.mask());
        }

        List<InputFile> all() {
            return Stream.concat(references.stream(), Stream.ofNullable(mask)).toList();
        }

        boolean isEmpty() {
            return references.isEmpty() && mask == null;
        }

        boolean isFirstReference(InputFile file) {
            return !references.isEmpty() && references.getFirst().equals(file);
        }

        Intent words() {
            return new Intent(prompt, List.of(), Optional.empty());
        }

        Sought sought(List<Look.Seen> seen, Set<Dimension> compared) {
            var pictures = seen.stream().map(Look.Seen::picture).toList();
            var kept = pictures.stream()
                    .limit(references.size())
                    .map(Features::new)
                    .toList();
            var painted = mask == null ? Optional.<Picture>empty() : Optional.of(pictures.getLast());
            var measured = compared.isEmpty() || references.isEmpty()
                    ? null
                    : seen.getFirst().measurements();
            return new Sought(new Intent(prompt, kept, painted), measured);
        }

        Sought blocked(int index, String why, Set<Dimension> compared) {
            var reason = "Its %s cannot be used. %s".formatted(all().get(index).path(), why);
            var unknown = compared.stream().collect(Collectors.toMap(Function.identity(), _ -> Gap.unknown(reason)));
            return new Sought(
                    new Intent(prompt, List.of(), Optional.empty(), Optional.of(reason)),
                    references.isEmpty() ? null : new Measurements(Map.of(), unknown, List.of()));
        }
    }
}
