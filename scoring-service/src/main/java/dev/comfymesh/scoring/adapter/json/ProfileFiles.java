package dev.comfymesh.scoring.adapter.json;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.scoring.domain.Profile;
import dev.comfymesh.scoring.domain.Profiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Reads profiles from {@code profiles/<name>.json} on the classpath; one that is missing or malformed stops the
 * start.
 */
public final class ProfileFiles {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private ProfileFiles() {}

    public static Profiles read(List<String> names) {
        return new Profiles(names.stream().map(ProfileFiles::read).toList());
    }

    private static Profile read(String name) {
        var file = "/profiles/" + name + ".json";
        try (var content = ProfileFiles.class.getResourceAsStream(file)) {
            if (content == null) {
                throw new IllegalArgumentException("there is no " + file);
            }
            return MAPPER.treeToValue(usual().setAll((ObjectNode) MAPPER.readTree(content)), Profile.class);
        } catch (IOException broken) {
            throw new UncheckedIOException(file + " is no profile", broken);
        }
    }

    /** What holds for a profile that does not say otherwise. */
    private static ObjectNode usual() {
        var usual = MAPPER.createObjectNode()
                .put("minDistanceBits", Profile.USUAL_MIN_DISTANCE_BITS)
                .put("unjudged", "pass");
        usual.putArray("measure");
        usual.putObject("unknown");
        return usual;
    }
}
