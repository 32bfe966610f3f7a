package dev.comfymesh.scoring.adapter.rest;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.comfymesh.scoring.app.ProfileVersion;

/**
 * A version of a profile as an operator sees it.
 *
 * @param ref what a job names to be judged under this very version
 * @param released whether the bare name stands for it
 * @param shipped whether it came with this service
 */
public record ProfileView(
        String name,
        String version,
        String ref,
        boolean released,
        boolean shipped,
        String description,
        @JsonRawValue String document) {
    static ProfileView of(ProfileVersion version, boolean released) {
        var profile = version.profile();
        return new ProfileView(
                profile.name(),
                profile.digest(),
                profile.ref(),
                released,
                version.shipped(),
                profile.description(),
                version.document());
    }
}
