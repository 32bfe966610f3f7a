package dev.comfymesh.scoring.app;

import dev.comfymesh.scoring.app.ProfileFormat.Reading;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Outcome;
import dev.comfymesh.scoring.domain.Profile;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Shows pools with the reasons for everything, as they were judged or as they would be; states nothing, changes nothing. */
public final class ExplainPool {
    private final PoolCatalog pools;
    private final ProfileShelf shelf;
    private final ProfileFormat format;
    private final Workers workers;
    private final Map<Dimension, String> scorers;

    /** {@code scorers} measure each dimension now, by their ids. */
    public ExplainPool(
            PoolCatalog pools,
            ProfileShelf shelf,
            ProfileFormat format,
            Workers workers,
            Map<Dimension, String> scorers) {
        this.pools = pools;
        this.shelf = shelf;
        this.format = format;
        this.workers = workers;
        this.scorers = Map.copyOf(scorers);
    }

    /** How judging again ended. */
    public sealed interface Ending {
        record Rejudged(RejudgedView view) implements Ending {}

        record NoPool() implements Ending {}

        record NoProfile(String ref) implements Ending {}

        record Faulty(List<Fault> faults) implements Ending {}
    }

    public Uni<Optional<PoolView>> explain(UUID jobId) {
        return pools.find(jobId)
                .chain(found -> found.map(pool -> profile(pool.profileRef())
                                .chain(profile -> workers.compute(() -> Optional.of(view(pool, profile)))))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    /** Under a profile that is known, by name or by name and digest. */
    public Uni<Ending> rejudge(UUID jobId, String ref) {
        return profile(ref)
                .chain(profile -> profile.map(known -> rejudge(jobId, known))
                        .orElseGet(() -> Uni.createFrom().item(new Ending.NoProfile(ref))));
    }

    /** Under a profile that is only tried. */
    public Uni<Ending> rejudgeByDocument(UUID jobId, String document) {
        return shelf.knowing(Set.of())
                .map(profiles -> format.read("draft", document, profiles::find))
                .chain(reading -> switch (reading) {
                    case Reading.Sound sound -> rejudge(jobId, sound.profile());
                    case Reading.Faulty(var faults) -> Uni.createFrom().item(new Ending.Faulty(faults));
                });
    }

    private Uni<Ending> rejudge(UUID jobId, Profile profile) {
        return pools.find(jobId)
                .chain(found -> found.map(
                                pool -> workers.<Ending>compute(() -> new Ending.Rejudged(rejudged(pool, profile))))
                        .orElseGet(() -> Uni.createFrom().item(new Ending.NoPool())));
    }

    private Uni<Optional<Profile>> profile(String ref) {
        return shelf.knowing(Set.of(ref)).map(profiles -> profiles.find(ref));
    }

    private PoolView view(StoredPool pool, Optional<Profile> profile) {
        var explainer = new Explainer(profile, pool.candidates(), pool.selection(), scorers);
        return new PoolView(
                pool.jobId(),
                pool.state(),
                pool.profile(),
                pool.profileVersion(),
                pool.deliver(),
                pool.maxCandidates(),
                pool.wave(),
                pool.deadline(),
                pool.candidates().stream().map(explainer::member).toList(),
                pool.selection());
    }

    private RejudgedView rejudged(StoredPool pool, Profile profile) {
        var closed = Outcome.rejudged(pool.candidates(), pool.deliver(), profile);
        var explainer = new Explainer(Optional.of(profile), closed.candidates(), closed.selection(), scorers);
        return RejudgedView.of(
                pool,
                profile,
                closed,
                closed.candidates().stream().map(explainer::member).toList());
    }
}
