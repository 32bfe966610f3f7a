package dev.comfymesh.scoring.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.scoring.adapter.cel.CelConditions;
import dev.comfymesh.scoring.adapter.json.JsonProfiles;
import dev.comfymesh.scoring.app.SaveProfile.Ending;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Profiles;
import dev.comfymesh.scoring.domain.SampleProfile;
import dev.comfymesh.scoring.domain.Scorer;
import dev.comfymesh.scoring.domain.model.Models;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SaveProfileTest {
    private static final String MINE = """
            {"extends": "generic", "minDistanceBits": 4}""";
    private static final String YOURS = """
            {"extends": "generic", "minDistanceBits": 5}""";

    private static final Models NO_EYE =
            id -> id.equals("eye") ? Models.NONE.find(id) : new Models.Found.Ready(id, "sha256:0", _ -> Map.of());

    private final ProfileVersion generic =
            new ProfileVersion(SampleProfile.aProfile().named("generic").made(), "{}", true);
    private final ProfileShelf shelf = ShelfInMemory.of(generic.profile());
    private final SaveProfile saveProfile = new SaveProfile(
            new JsonProfiles(new CelConditions()),
            shelf,
            new ShippedProfiles(List.of(generic)),
            new MissingModels(List.of(needing("eye", Dimension.SHARPNESS), needing("ear", Dimension.NOISE)), NO_EYE),
            new SameThread());

    @Test
    void aNameStandsForTheVersionThatWasSavedLast() {
        var first = save("mine", MINE);
        save("mine", YOURS);

        assertThat(profiles().of("mine").choice().minDistanceBits()).isEqualTo(5);
        assertThat(profiles().of(first).choice().minDistanceBits()).isEqualTo(4);
    }

    @Test
    void savingWhatWasSavedBeforeReleasesItAgain() {
        var first = save("mine", MINE);
        save("mine", YOURS);

        assertThat(save("mine", " { \"minDistanceBits\" : 4.0, \"extends\":\"generic\" } "))
                .isEqualTo(first);
        assertThat(profiles().of("mine").ref()).isEqualTo(first);
    }

    @Test
    void namesWhatItExtendsByItsVersion() {
        var saved = (Ending.Saved) end("mine", MINE);

        assertThat(saved.version().document()).contains(generic.profile().ref());
        assertThat(saved.version().profile().grades())
                .isEqualTo(generic.profile().grades());
    }

    @Test
    void warnsOfWhatItAsksForAndNobodyCanMeasureYet() {
        assertThat(((Ending.Saved) end("mine", MINE)).warnings())
                .containsExactly(new Fault("sharpness", "It needs the model eye. Nobody has brought one."));
    }

    @Test
    void keepsTheNamesThatCameWithTheService() {
        assertThat(end("generic", MINE)).isEqualTo(new Ending.Reserved());
    }

    @Test
    void refusesAFaultyDocument() {
        assertThat(end("mine", "{\"extends\": \"nobody\"}")).isInstanceOf(Ending.Refused.class);
        assertThat(profiles().find("mine")).isEmpty();
    }

    private static Scorer needing(String model, Dimension dimension) {
        return new Scorer() {
            @Override
            public String id() {
                return model + "@1";
            }

            @Override
            public Set<Dimension> dimensions() {
                return Set.of(dimension);
            }

            @Override
            public Set<String> models() {
                return Set.of(model);
            }

            @Override
            public Reading measure(Features features) {
                throw new AssertionError("nothing is measured here");
            }
        };
    }

    private String save(String name, String document) {
        return ((Ending.Saved) end(name, document)).version().profile().ref();
    }

    private Ending end(String name, String document) {
        return saveProfile.save(name, document).await().indefinitely();
    }

    private Profiles profiles() {
        return shelf.knowing(Set.of()).await().indefinitely();
    }
}
