package dev.comfymesh.scoring.domain.clip;

import dev.comfymesh.scoring.domain.Embedding;
import dev.comfymesh.scoring.domain.model.Models.Found;

/** How asking an encoder ended. */
public sealed interface Encoding {
    record Encoded(Embedding embedding, Found.Ready model) implements Encoding {}

    record Missing(Found.Missing model) implements Encoding {}

    /** There is a model, and it is not what it must be. */
    record Broken(String why) implements Encoding {}
}
