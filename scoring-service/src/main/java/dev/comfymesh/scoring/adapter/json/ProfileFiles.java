package dev.comfymesh.scoring.adapter.json;

import dev.comfymesh.scoring.app.ProfileFormat;
import dev.comfymesh.scoring.app.ProfileFormat.Reading;
import dev.comfymesh.scoring.app.ProfileVersion;
import dev.comfymesh.scoring.domain.Profile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads profiles from {@code profiles/<name>.json} on the classpath, after those that they extend; one that is missing or
 * malformed stops the start.
 */
public final class ProfileFiles {
    private final ProfileFormat format;
    private final Map<String, ProfileVersion> read = new LinkedHashMap<>();

    private ProfileFiles(ProfileFormat format) {
        this.format = format;
    }

    public static List<ProfileVersion> read(List<String> names, ProfileFormat format) {
        var files = new ProfileFiles(format);
        names.forEach(files::read);
        return List.copyOf(files.read.values());
    }

    private Optional<Profile> read(String name) {
        if (!read.containsKey(name)) {
            switch (format.read(name, text(name), this::read)) {
                case Reading.Sound(var profile, var document) ->
                    read.put(name, new ProfileVersion(profile, document, true));
                case Reading.Faulty(var faults) ->
                    throw new IllegalArgumentException("%s is no profile: %s".formatted(file(name), faults));
            }
        }
        return Optional.ofNullable(read.get(name)).map(ProfileVersion::profile);
    }

    private static String text(String name) {
        try (var content = ProfileFiles.class.getResourceAsStream(file(name))) {
            if (content == null) {
                throw new IllegalArgumentException("there is no " + file(name));
            }
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String file(String name) {
        return "/profiles/" + name + ".json";
    }
}
