package dev.comfymesh.executor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.executor.domain.Catalogue.Input;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private final Catalogue.Builder catalogue = new Catalogue.Builder();

    @Test
    void keepsNoListOfChoicesWithoutEnd() {
        catalogue.choice("Font", "family", true, "COMBO", Collections.nCopies(65, "serif"));

        assertThat(catalogue.build().inputs().get("Font")).containsValue(new Input(true, "COMBO", null));
    }

    @Test
    void tellsVersionsFromFileNames() {
        catalogue.choice("Upscale", "version", false, "COMBO", List.of("v1.5", "2.0"));

        assertThat(catalogue.build().inputs().get("Upscale"))
                .containsValue(new Input(false, "COMBO", List.of("v1.5", "2.0")));
    }

    @Test
    void isTheSameInWhateverOrderItWasGathered() {
        catalogue.nodeClass("A", "nodes");
        catalogue.nodeClass("B", "nodes");
        catalogue.models("vae", List.of("a.pt", "b.pt"));
        var other = new Catalogue.Builder();
        other.models("vae", List.of("b.pt", "a.pt"));
        other.nodeClass("B", "nodes");
        other.nodeClass("A", "nodes");

        assertThat(catalogue.build())
                .isEqualTo(other.build())
                .hasToString(other.build().toString());
    }
}
