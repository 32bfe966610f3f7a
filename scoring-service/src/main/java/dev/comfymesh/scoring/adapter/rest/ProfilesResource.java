package dev.comfymesh.scoring.adapter.rest;

import dev.comfymesh.kit.problem.OperatorOnly;
import dev.comfymesh.kit.problem.Problem;
import dev.comfymesh.kit.problem.ProblemException;
import dev.comfymesh.scoring.app.Fault;
import dev.comfymesh.scoring.app.ProfileShelf;
import dev.comfymesh.scoring.app.ProfileVersion;
import dev.comfymesh.scoring.app.SaveProfile;
import dev.comfymesh.scoring.app.SaveProfile.Ending;
import dev.comfymesh.scoring.app.SuggestThresholds;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/** The profiles under which candidates are judged: what each name stands for, and every version that ever was. */
@Path("/v1/profiles")
@OperatorOnly
public class ProfilesResource {
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,62}";
    private static final int LONGEST_DOCUMENT = 65_536;

    private final ProfileShelf shelf;
    private final SaveProfile saveProfile;
    private final SuggestThresholds suggestThresholds;

    ProfilesResource(ProfileShelf shelf, SaveProfile saveProfile, SuggestThresholds suggestThresholds) {
        this.shelf = shelf;
        this.saveProfile = saveProfile;
        this.suggestThresholds = suggestThresholds;
    }

    @GET
    public Uni<List<ProfileView>> all() {
        return shelf.versions()
                .map(versions -> views(versions).stream()
                        .filter(ProfileView::released)
                        .sorted(Comparator.comparing(ProfileView::name))
                        .toList());
    }

    /** By name, what it stands for; by name and digest, that version. */
    @GET
    @Path("/{ref}")
    public Uni<ProfileView> one(@PathParam("ref") String ref) {
        return shelf.versions()
                .map(versions -> views(versions).stream()
                        .filter(view -> view.ref().equals(ref)
                                || view.released() && view.name().equals(ref))
                        .findFirst()
                        .orElseThrow(() -> unknown(ref)));
    }

    /** Every version of a name, the newest first. */
    @GET
    @Path("/{name}/versions")
    public Uni<List<ProfileView>> versions(@PathParam("name") String name) {
        return shelf.versions()
                .map(versions -> views(versions).reversed().stream()
                        .filter(view -> view.name().equals(name))
                        .toList());
    }

    @PUT
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<ProfileView> save(
            @PathParam("name") @Pattern(regexp = NAME) String name,
            @NotNull @Size(max = LONGEST_DOCUMENT) String document) {
        return saveProfile.save(name, document).map(ending -> switch (ending) {
            case Ending.Saved(var version, var warnings) ->
                ProfileView.of(version, true).warning(warnings);
            case Ending.Refused(var faults) -> throw refused(faults);
            case Ending.Reserved() -> throw reserved(name);
        });
    }

    /** Where thresholds would lie that separate good examples from bad ones. */
    @POST
    @Path("/suggest")
    public Uni<SuggestionsView> suggest(@NotNull @Valid NewExamples examples) {
        return suggestThresholds.suggest(examples.good(), examples.bad()).map(SuggestionsView::of);
    }

    private static List<ProfileView> views(List<ProfileVersion> inOrder) {
        var newest = new HashMap<String, ProfileVersion>();
        inOrder.forEach(version -> newest.put(version.profile().name(), version));
        return inOrder.stream()
                .map(version -> ProfileView.of(version, newest.containsValue(version)))
                .toList();
    }

    static ProblemException unknown(String ref) {
        return new ProblemException(Problem.of(
                404,
                "profile-not-found",
                "There is no such profile",
                "Use a name that GET /v1/profiles lists, or one of its versions; there is none like '%s'."
                        .formatted(ref)));
    }

    static ProblemException refused(List<Fault> faults) {
        return new ProblemException(Problem.of(
                        422,
                        "invalid-profile",
                        "The profile has faults",
                        "See 'errors' for each place and what is wrong.")
                .with("errors", faults));
    }

    private static ProblemException reserved(String name) {
        return new ProblemException(Problem.of(
                409,
                "profile-shipped",
                "The name is taken",
                "'%s' comes with the service: save yours under another name, with \"extends\": \"%s\"."
                        .formatted(name, name)));
    }
}
