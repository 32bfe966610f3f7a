package dev.comfymesh.scoring.config;

import dev.comfymesh.scoring.adapter.models.ModelCatalogue;
import dev.comfymesh.scoring.adapter.models.ModelFolder;
import dev.comfymesh.scoring.adapter.models.ModelRegistry;
import dev.comfymesh.scoring.adapter.models.ShippedModels;
import dev.comfymesh.scoring.adapter.onnx.OnnxRuntime;
import dev.comfymesh.scoring.adapter.tflite.TfliteRuntime;
import dev.comfymesh.scoring.domain.Banding;
import dev.comfymesh.scoring.domain.Blankness;
import dev.comfymesh.scoring.domain.Blockiness;
import dev.comfymesh.scoring.domain.Clipping;
import dev.comfymesh.scoring.domain.Enlargement;
import dev.comfymesh.scoring.domain.Exposure;
import dev.comfymesh.scoring.domain.Gaps;
import dev.comfymesh.scoring.domain.Noise;
import dev.comfymesh.scoring.domain.Scorer;
import dev.comfymesh.scoring.domain.Sharpness;
import dev.comfymesh.scoring.domain.background.Background;
import dev.comfymesh.scoring.domain.background.GarmentVisible;
import dev.comfymesh.scoring.domain.body.HandCount;
import dev.comfymesh.scoring.domain.body.HandLikelihood;
import dev.comfymesh.scoring.domain.clip.Aesthetics;
import dev.comfymesh.scoring.domain.clip.Alignment;
import dev.comfymesh.scoring.domain.face.Eyes;
import dev.comfymesh.scoring.domain.face.FaceCount;
import dev.comfymesh.scoring.domain.face.FacePose;
import dev.comfymesh.scoring.domain.face.FaceSharpness;
import dev.comfymesh.scoring.domain.face.FaceSize;
import dev.comfymesh.scoring.domain.face.Likeness;
import dev.comfymesh.scoring.domain.face.Mouth;
import dev.comfymesh.scoring.domain.face.SkinTone;
import dev.comfymesh.scoring.domain.model.ModelCard.Format;
import dev.comfymesh.scoring.domain.model.Models;
import dev.comfymesh.scoring.domain.natural.Brisque;
import dev.comfymesh.scoring.domain.natural.Niqe;
import dev.comfymesh.scoring.domain.saliency.Composition;
import dev.comfymesh.scoring.domain.saliency.SubjectSharpness;
import dev.comfymesh.scoring.domain.text.Lettering;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Everything that can be measured, with the models that there are; between them they know every dimension. */
public final class ShippedScorers {
    /** Sharpness is compared at this size; the thresholds of the profiles hold for it. */
    private static final int SHARPNESS_SIDE = 512;

    /** Text is looked for at this size: a line of it should be some ten pixels high then. */
    private static final int TEXT_SIDE = 736;

    private ShippedScorers() {}

    /** The models of the catalogue: those that are part of the service, and those that were added to a folder. */
    public static Models models(ModelFolder folder) {
        return new ModelRegistry(
                ModelCatalogue.read(),
                folder,
                Map.of(Format.ONNX, new OnnxRuntime(), Format.TFLITE, new TfliteRuntime()));
    }

    /** The same where the folder is kept by hand. */
    public static Models models(Path folder) {
        return models(new ModelFolder(folder, folder));
    }

    public static List<Scorer> all(Models models) {
        return List.of(
                new Sharpness(SHARPNESS_SIDE),
                new Exposure(),
                new Clipping(),
                new Blankness(),
                new Noise(),
                new Blockiness(),
                new Banding(),
                new Brisque(ShippedModels.brisque()),
                new Niqe(ShippedModels.niqe()),
                new SubjectSharpness(SHARPNESS_SIDE),
                new Composition(),
                new Lettering(models, ShippedModels.alphabet(), TEXT_SIDE),
                new Alignment(models, ShippedModels::tokenizer),
                new Aesthetics(models),
                new FaceCount(models),
                new FaceSize(models),
                new FaceSharpness(models),
                new FacePose(models),
                new Eyes(models),
                new Mouth(models),
                new Likeness(models),
                new SkinTone(models),
                new Background(models),
                new HandCount(models),
                new HandLikelihood(models),
                new GarmentVisible(),
                new Gaps(),
                new Enlargement());
    }
}
