package dev.comfymesh.scoring.app;

import java.util.List;

/** The profiles that come with this release; their names are not for operators. */
public record ShippedProfiles(List<ProfileVersion> versions) {
    public ShippedProfiles {
        versions = List.copyOf(versions);
    }

    boolean hasName(String name) {
        return versions.stream().anyMatch(version -> version.profile().name().equals(name));
    }
}
