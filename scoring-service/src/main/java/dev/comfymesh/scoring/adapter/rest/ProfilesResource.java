package dev.comfymesh.scoring.adapter.rest;

import dev.comfymesh.kit.problem.OperatorOnly;
import dev.comfymesh.scoring.domain.Profile;
import dev.comfymesh.scoring.domain.Profiles;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/** The profiles under which candidates are judged. */
@Path("/v1/profiles")
@OperatorOnly
public class ProfilesResource {
    private final Profiles profiles;

    ProfilesResource(Profiles profiles) {
        this.profiles = profiles;
    }

    @GET
    public List<Profile> all() {
        return profiles.all();
    }
}
