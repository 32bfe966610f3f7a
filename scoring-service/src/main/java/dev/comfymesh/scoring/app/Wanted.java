package dev.comfymesh.scoring.app;

import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Profile;
import java.util.Set;

/** What is to be measured in a picture, and whether its embedding is to be kept. */
record Wanted(Set<Dimension> dimensions, boolean embedding) {
    static Wanted by(Profile profile) {
        return new Wanted(profile.wanted(), profile.comparesEmbeddings());
    }
}
