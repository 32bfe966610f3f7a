package dev.comfymesh.scoring.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.comfymesh.scoring.app.Fault;
import dev.comfymesh.scoring.app.ProfileVersion;
import java.util.List;

/**
 * A version of a profile as an operator sees it.
 *
 * @param ref what a job names to be judged under this very version
 * @param released whether the bare name stands for it
 * @param shipped whether it came with this service
 * @param warnings when it is saved, what it asks for and nobody can measure yet
 */
public record ProfileView(
        String name,
        String version,
        String ref,
        boolean released,
        boolean shipped,
        String description,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Fault> warnings,
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
                List.of(),
                version.document());
    }

    ProfileView warning(List<Fault> faults) {
        return new ProfileView(name, version, ref, released, shipped, description, faults, document);
    }
}
