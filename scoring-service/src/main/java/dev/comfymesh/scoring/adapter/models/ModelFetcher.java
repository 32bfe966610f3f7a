package dev.comfymesh.scoring.adapter.models;

import dev.comfymesh.kit.loop.Loop;
import dev.comfymesh.kit.objects.Intake;
import dev.comfymesh.kit.objects.ObjectMissing;
import dev.comfymesh.kit.objects.ObjectStore;
import dev.comfymesh.scoring.config.ScoringConfig;
import dev.comfymesh.scoring.domain.model.ModelCard;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Brings the files of those pins that name an object, one after the other; whatever else has come under the key is thrown away. */
@ApplicationScoped
class ModelFetcher {
    private static final Logger LOG = Logger.getLogger(ModelFetcher.class);

    private final Vertx vertx;
    private final ObjectStore objects;
    private final ModelFolder folder;
    private final List<ModelCard> cards = ModelCatalogue.read();
    private final Set<Wanted> refused = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Loop loop;

    ModelFetcher(Vertx vertx, ObjectStore objects, ModelFolder folder) {
        this.vertx = vertx;
        this.objects = objects;
        this.folder = folder;
    }

    private record Wanted(Pin pin, String key) {}

    void onStart(@Observes StartupEvent event, ScoringConfig config) {
        loop = Loop.start(vertx.getDelegate(), "models", config.models().look(), () -> fetch().replaceWith(false));
    }

    void onStop(@Observes ShutdownEvent event) {
        var started = loop;
        if (started != null) {
            started.stop();
        }
    }

    Uni<Void> fetch() {
        return blocking(this::wanted)
                .onItem()
                .transformToMulti(wanted -> Multi.createFrom().iterable(wanted))
                .onItem()
                .transformToUni(this::fetch)
                .collectFailures()
                .concatenate()
                .onItem()
                .ignoreAsUni();
    }

    private List<Wanted> wanted() {
        return cards.stream()
                .flatMap(card -> wanted(card).stream())
                .filter(wanted -> !refused.contains(wanted))
                .toList();
    }

    private Optional<Wanted> wanted(ModelCard card) {
        return folder.pin(card)
                .filter(pin -> folder.file(card, pin).isEmpty())
                .flatMap(pin -> Optional.ofNullable(pin.object()).map(key -> new Wanted(pin, key)));
    }

    private Uni<Void> fetch(Wanted wanted) {
        return objects.size(wanted.key())
                .map(size -> size.orElseThrow(() -> new ObjectMissing(wanted.key())))
                .chain(size -> blocking(folder::arriving)
                        .chain(file -> Intake.of(vertx, objects.read(wanted.key(), 0, size), file, size, 0)))
                .chain(outcome -> blocking(() -> keep(wanted, outcome)))
                .replaceWithVoid();
    }

    private boolean keep(Wanted wanted, Intake.Outcome outcome) throws IOException {
        if (!(outcome instanceof Intake.Outcome.Complete(var content))) {
            throw new IOException("the object %s has grown".formatted(wanted.key()));
        }
        if (content.sha256().equals(wanted.pin().sha256())) {
            folder.keep(wanted.pin(), content.file());
            return true;
        }
        LOG.warnf(
                "The model %s is not used. The object %s has the digest %s, and is to have %s",
                wanted.pin().id(), wanted.key(), content.sha256(), wanted.pin().sha256());
        refused.add(wanted);
        return Files.deleteIfExists(content.file());
    }

    private <T> Uni<T> blocking(Callable<T> work) {
        return vertx.executeBlocking(work, false);
    }
}
