package dev.comfymesh.scoring.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.scoring.adapter.models.ModelCatalogue;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.model.ModelCard;
import dev.comfymesh.scoring.domain.model.ModelCard.Source;
import dev.comfymesh.scoring.domain.model.Models;
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

    @Test
    void scorersAskForModelsThatTheCatalogueKnowsAndItNamesDimensionsThatThereAre() {
        var ids = ModelCatalogue.read().stream().map(ModelCard::id).toList();

        assertThat(ShippedScorers.all(Models.NONE).stream().flatMap(scorer -> scorer.models().stream()))
                .isSubsetOf(ids);
        assertThat(ModelCatalogue.read().stream().flatMap(card -> card.needs().stream()))
                .allMatch(word -> Dimension.find(word).isPresent());
    }
}
