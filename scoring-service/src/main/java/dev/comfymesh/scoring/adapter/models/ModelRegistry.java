package dev.comfymesh.scoring.adapter.models;

import dev.comfymesh.scoring.app.ModelRuntime;
import dev.comfymesh.scoring.app.ModelRuntime.Unloadable;
import dev.comfymesh.scoring.app.ModelRuntime.Weights;
import dev.comfymesh.scoring.domain.model.ModelCard;
import dev.comfymesh.scoring.domain.model.ModelCard.Format;
import dev.comfymesh.scoring.domain.model.ModelCard.Source;
import dev.comfymesh.scoring.domain.model.Models;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Loads each model of the catalogue once, when it is first asked for, if it is what it must be and its licence allows it. What is missing is
 * looked for again only after it was added; what is loaded stays until the process ends.
 */
public final class ModelRegistry implements Models {
    private static final Logger LOG = Logger.getLogger(ModelRegistry.class);

    private final Map<String, Seat> seats;
    private final ModelFolder folder;
    private final Map<Format, ModelRuntime> runtimes;

    public ModelRegistry(Collection<ModelCard> cards, ModelFolder folder, Map<Format, ModelRuntime> runtimes) {
        this.seats = cards.stream().collect(Collectors.toUnmodifiableMap(ModelCard::id, Seat::new));
        this.folder = folder;
        this.runtimes = Map.copyOf(runtimes);
    }

    @Override
    public Found find(String id) {
        var seat = seats.get(id);
        return seat == null ? new Found.Missing(id, "The catalogue does not know it.") : seat.find();
    }

    /** The place of one model: those who ask at once wait for the one that loads. */
    private final class Seat {
        private final ModelCard card;
        private volatile Found.@Nullable Ready ready;
        private Found.@Nullable Missing missing;
        private long missed;

        Seat(ModelCard card) {
            this.card = card;
        }

        Found find() {
            var there = ready;
            return there != null ? there : look();
        }

        private synchronized Found look() {
            if (ready != null) {
                return ready;
            }
            var edition = folder.edition(card);
            if (missing == null || edition != missed) {
                missed = edition;
                switch (load(card, edition)) {
                    case Found.Ready found -> {
                        ready = found;
                        return found;
                    }
                    case Found.Missing none -> missing = none;
                }
            }
            return missing;
        }
    }

    private Found load(ModelCard card, long edition) {
        try {
            if (card.source() instanceof Source.Shipped shipped) {
                return shipped(card, shipped);
            }
            return edition == ModelFolder.NEVER ? absent(card) : added(card);
        } catch (Unloadable refused) {
            return refused(card, refused.why());
        } catch (IOException | UncheckedIOException broken) {
            return refused(card, broken + ".");
        }
    }

    private static Found.Missing absent(ModelCard card) {
        return new Found.Missing(
                card.id(),
                switch (card.source()) {
                    case Source.Brought brought -> "Nobody has added it. It is to be brought: " + brought.hint();
                    case Source.Npm _, Source.Shipped _ ->
                        "Nobody has added it; ./mesh models add %s does.".formatted(card.id());
                });
    }

    private Found added(ModelCard card) throws Unloadable, IOException {
        var pin = folder.pin(card).orElseThrow(() -> new Unloadable("It was removed."));
        if (!pin.isLicensed()) {
            throw new Unloadable("Its licence, %s, was not accepted.".formatted(pin.licence()));
        }
        if (!card.sha256().map(pin.sha256()::equals).orElse(true)) {
            throw new Unloadable("It was added with the digest %s, and is to have %s."
                    .formatted(pin.sha256(), card.sha256().orElseThrow()));
        }
        var file = folder.file(card, pin)
                .orElseThrow(() -> new Unloadable(
                        pin.object() == null
                                ? "Its file is not there."
                                : "Its file has not come from the object store."));
        verify(Digests.sha256(file), pin.sha256());
        return load(card, new Weights.InFile(file), pin.sha256());
    }

    private Found shipped(ModelCard card, Source.Shipped source) throws Unloadable, IOException {
        try (var file = ModelRegistry.class.getResourceAsStream(source.resource())) {
            if (file == null) {
                throw new Unloadable("%s is not on the classpath.".formatted(source.artifact()));
            }
            var content = file.readAllBytes();
            var sha256 = card.sha256().orElseThrow();
            verify(Digests.sha256(content), sha256);
            return load(card, new Weights.InMemory(content), sha256);
        }
    }

    private static void verify(String seen, String wanted) throws Unloadable {
        if (!seen.equals(wanted)) {
            throw new Unloadable("Its file has the digest %s, and is to have %s.".formatted(seen, wanted));
        }
    }

    private Found load(ModelCard card, Weights weights, String sha256) throws Unloadable {
        var runtime = runtimes.get(card.format());
        if (runtime == null) {
            throw new Unloadable("Nothing here runs %s.".formatted(card.format()));
        }
        var network = runtime.load(weights);
        var taken = network.inputs();
        for (var input : card.inputs()) {
            if (taken.stream().noneMatch(input::fits)) {
                throw new Unloadable("It takes %s, and is to take %s.".formatted(taken, input));
            }
        }
        LOG.infof("Loaded the model %s (%s)", card.id(), sha256);
        return new Found.Ready(card.id(), sha256, network);
    }

    private static Found.Missing refused(ModelCard card, String why) {
        LOG.warnf("The model %s is not used. %s", card.id(), why);
        return new Found.Missing(card.id(), why);
    }
}
