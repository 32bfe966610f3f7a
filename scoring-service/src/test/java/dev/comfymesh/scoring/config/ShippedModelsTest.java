package dev.comfymesh.scoring.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.scoring.adapter.models.ModelCatalogue;
import dev.comfymesh.scoring.domain.model.ModelCard;
import dev.comfymesh.scoring.domain.model.ModelCard.Source;
import dev.comfymesh.scoring.domain.model.Models.Found;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedModelsTest {
    @TempDir
    Path empty;

    @Test
    void whatIsPartOfTheServiceWorksOutOfTheBoxAndNothingElse() {
        var models = ShippedScorers.models(empty);

        assertThat(ModelCatalogue.read())
                .allSatisfy(card -> assertThat(models.find(card.id()) instanceof Found.Ready)
                        .as("%s", models.find(card.id()))
                        .isEqualTo(card.source() instanceof Source.Shipped));
    }

    @Test
    void whatComesWithoutAskingIsUnderALicenceThatAllowsEverything() {
        assertThat(ModelCatalogue.read())
                .filteredOn(card -> !(card.source() instanceof Source.Brought))
                .allSatisfy(card -> {
                    assertThat(card.sha256()).isPresent();
                    assertThat(card.licence())
                            .hasValueSatisfying(licence ->
                                    assertThat(ModelCard.isFree(licence)).isTrue());
                });
    }
}
