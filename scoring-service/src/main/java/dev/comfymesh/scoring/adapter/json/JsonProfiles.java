package dev.comfymesh.scoring.adapter.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.scoring.app.Conditions;
import dev.comfymesh.scoring.app.Fault;
import dev.comfymesh.scoring.app.ProfileFormat;
import dev.comfymesh.scoring.domain.Profile;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Profiles as JSON. The digest of a version is that of its canonical document, so it covers what is extended as well. */
public final class JsonProfiles implements ProfileFormat {
    private static final String EXTENDS = "extends";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Conditions conditions;

    public JsonProfiles(Conditions conditions) {
        this.conditions = conditions;
    }

    @Override
    public Reading read(String name, String text, Function<String, Optional<Profile>> known) {
        try {
            return MAPPER.readTree(text) instanceof ObjectNode document
                    ? read(name, document, known)
                    : faulty("", "A profile is a JSON object.");
        } catch (JsonProcessingException broken) {
            var at = broken.getLocation();
            return faulty(
                    "",
                    "At line %d, column %d: %s"
                            .formatted(at.getLineNr(), at.getColumnNr(), broken.getOriginalMessage()));
        }
    }

    private Reading read(String name, ObjectNode document, Function<String, Optional<Profile>> known) {
        var parent = Optional.<Profile>empty();
        if (document.hasNonNull(EXTENDS)) {
            parent = known.apply(document.get(EXTENDS).asText());
            if (parent.isEmpty()) {
                return faulty(EXTENDS, "is no profile that is known: name one, or a version as name@sha256:...");
            }
            document.put(EXTENDS, parent.get().ref());
        }
        return read(name, document, parent.orElse(null));
    }

    private Reading read(String name, ObjectNode document, @Nullable Profile parent) {
        var canonical = CanonicalJson.text(document);
        var reader = new ProfileReader(document, conditions, parent);
        return reader.read(name, CanonicalJson.digest(canonical))
                .<Reading>map(profile -> new Reading.Sound(profile, canonical))
                .orElseGet(() -> new Reading.Faulty(reader.faults()));
    }

    private static Reading faulty(String field, String detail) {
        return new Reading.Faulty(List.of(new Fault(field, detail)));
    }
}
