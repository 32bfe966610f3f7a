package dev.comfymesh.scoring.adapter.models;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.comfymesh.scoring.domain.model.ModelCard;
import dev.comfymesh.scoring.domain.model.ModelCard.Format;
import dev.comfymesh.scoring.domain.model.ModelCard.Source;
import dev.comfymesh.scoring.domain.model.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every model that a scorer may ask for, from {@code models/catalogue.json} on the classpath; a torn one stops the start. */
public final class ModelCatalogue {
    private ModelCatalogue() {}

    public static List<ModelCard> read() {
        try (var file = ModelCatalogue.class.getResourceAsStream("/models/catalogue.json")) {
            var entries = new ObjectMapper().readValue(Objects.requireNonNull(file), Entry[].class);
            return List.of(entries).stream().map(Entry::card).toList();
        } catch (IOException broken) {
            throw new UncheckedIOException("the catalogue of models is torn", broken);
        }
    }

    /** As it is written; one of the three sources is there. */
    private record Entry(
            String id,
            String title,
            Format format,
            @Nullable String sha256,
            @Nullable String licence,
            Source.@Nullable Shipped shipped,
            @Nullable NpmEntry npm,
            @Nullable String brought,
            String preprocessing,
            List<Network.Input> inputs,
            List<String> needs) {
        ModelCard card() {
            return new ModelCard(
                    id,
                    title,
                    format,
                    Optional.ofNullable(sha256),
                    source(),
                    Optional.ofNullable(licence),
                    preprocessing,
                    inputs,
                    needs);
        }

        private Source source() {
            if (shipped != null) {
                return shipped;
            }
            return npm != null ? npm.source() : new Source.Brought(Objects.requireNonNull(brought, id));
        }
    }

    private record NpmEntry(String name, String version, String path, Source.@Nullable Part part) {
        Source source() {
            return new Source.Npm(name, version, path, Optional.ofNullable(part));
        }
    }
}
