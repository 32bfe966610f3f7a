package dev.comfymesh.scoring.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.scoring.adapter.cel.CelConditions;
import dev.comfymesh.scoring.adapter.json.JsonProfiles;
import dev.comfymesh.scoring.app.SaveProfile.Ending;
import dev.comfymesh.scoring.domain.Profiles;
import dev.comfymesh.scoring.domain.SampleProfile;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SaveProfileTest {
    private static final String MINE = """
            {"extends": "generic", "minDistanceBits": 4}""";
    private static final String YOURS = """
            {"extends": "generic", "minDistanceBits": 5}""";

    private final ProfileVersion generic =
            new ProfileVersion(SampleProfile.aProfile().named("generic").made(), "{}", true);
    private final ProfileShelf shelf = ShelfInMemory.of(generic.profile());
    private final SaveProfile saveProfile =
            new SaveProfile(new JsonProfiles(new CelConditions()), shelf, new ShippedProfiles(List.of(generic)));

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
    void keepsTheNamesThatCameWithTheService() {
        assertThat(end("generic", MINE)).isEqualTo(new Ending.Reserved());
    }

    @Test
    void refusesAFaultyDocument() {
        assertThat(end("mine", "{\"extends\": \"nobody\"}")).isInstanceOf(Ending.Refused.class);
        assertThat(profiles().find("mine")).isEmpty();
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
