package dev.comfymesh.scoring.adapter.store;

import dev.comfymesh.kit.loop.Loop;
import dev.comfymesh.kit.signal.Signals;
import dev.comfymesh.kit.sql.Sql;
import dev.comfymesh.scoring.app.ProfileFormat;
import dev.comfymesh.scoring.app.ProfileShelf;
import dev.comfymesh.scoring.app.ProfileVersion;
import dev.comfymesh.scoring.app.ShippedProfiles;
import dev.comfymesh.scoring.config.ScoringConfig;
import dev.comfymesh.scoring.domain.Profiles;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The table of profiles, read again when a version is missed or another replica says that there is a new one. */
@ApplicationScoped
class ReactiveProfileShelf implements ProfileShelf {
    private static final String CHANNEL = "profiles";

    private static final String SAVE = """
            insert into profile (name, digest, document, shipped) values ($1, $2, $3, false)
            on conflict (name, digest) do update set released = excluded.released""";

    private static final String SHIP = """
            insert into profile (name, digest, document, shipped)
            select name, digest, document, true
            from jsonb_to_recordset($1::text::jsonb) as shipped(name text, digest text, document text)
            on conflict do nothing""";

    private final Mutiny.SessionFactory sessions;
    private final ProfileFormat format;
    private final ShippedProfiles shipped;
    private final Signals signals;
    private final ScoringConfig config;
    private volatile @Nullable ProfileRows rows;
    private volatile @Nullable Loop loop;

    ReactiveProfileShelf(
            Mutiny.SessionFactory sessions,
            ProfileFormat format,
            ShippedProfiles shipped,
            Signals signals,
            ScoringConfig config) {
        this.sessions = sessions;
        this.format = format;
        this.shipped = shipped;
        this.signals = signals;
        this.config = config;
    }

    void onStart(@Observes StartupEvent event, Vertx vertx) {
        var reading = Loop.start(vertx, "profiles", config.profileRefresh(), () -> read().replaceWith(false));
        signals.listen(CHANNEL, _ -> reading.wake());
        loop = reading;
    }

    void onStop(@Observes ShutdownEvent event) {
        var started = loop;
        if (started != null) {
            started.stop();
        }
    }

    @Override
    public Uni<Profiles> knowing(Set<String> refs) {
        var known = rows;
        return known != null && known.know(refs)
                ? Uni.createFrom().item(known.profiles())
                : read().map(ProfileRows::profiles);
    }

    /** The same within a transaction. */
    Uni<Profiles> knowing(Mutiny.Session session, Set<String> refs) {
        var known = rows;
        return known != null && known.know(refs)
                ? Uni.createFrom().item(known.profiles())
                : read(session).map(ProfileRows::profiles);
    }

    @Override
    public Uni<List<ProfileVersion>> versions() {
        return read().map(ProfileRows::versions);
    }

    @Override
    public Uni<Void> save(ProfileVersion version) {
        var row = ProfileRows.Row.of(version);
        return sessions.withTransaction(session -> Sql.update(session, SAVE, row.name(), row.digest(), row.document()))
                .call(() -> read())
                .invoke(() -> signals.send(CHANNEL, row.name()))
                .replaceWithVoid();
    }

    private Uni<ProfileRows> read() {
        return sessions.withTransaction(this::read);
    }

    private Uni<ProfileRows> read(Mutiny.Session session) {
        return shipOnce(session)
                .chain(() -> Sql.select(session, ProfileRows.READ))
                .map(lines -> ProfileRows.read(lines, format, shipped.versions()))
                .invoke(read -> rows = read);
    }

    /** What this release brings is stored as well: pools that are opened under it may outlive it. */
    private Uni<Integer> shipOnce(Mutiny.Session session) {
        return rows == null
                ? Sql.update(
                        session,
                        SHIP,
                        Json.text(shipped.versions().stream()
                                .map(ProfileRows.Row::of)
                                .toList()))
                : Uni.createFrom().item(0);
    }
}
