package dev.comfymesh.scoring.config;

import dev.comfymesh.kit.objects.ObjectStore;
import dev.comfymesh.scoring.adapter.cel.CelConditions;
import dev.comfymesh.scoring.adapter.imageio.ImageIoDecoder;
import dev.comfymesh.scoring.adapter.json.JsonProfiles;
import dev.comfymesh.scoring.adapter.json.ProfileFiles;
import dev.comfymesh.scoring.adapter.models.ModelFolder;
import dev.comfymesh.scoring.app.Examiner;
import dev.comfymesh.scoring.app.ExplainPool;
import dev.comfymesh.scoring.app.MissingModels;
import dev.comfymesh.scoring.app.PoolCatalog;
import dev.comfymesh.scoring.app.ProfileFormat;
import dev.comfymesh.scoring.app.ProfileShelf;
import dev.comfymesh.scoring.app.QualityCatalog;
import dev.comfymesh.scoring.app.SaveProfile;
import dev.comfymesh.scoring.app.ScoreNext;
import dev.comfymesh.scoring.app.ShippedProfiles;
import dev.comfymesh.scoring.app.SuggestThresholds;
import dev.comfymesh.scoring.app.WatchDrift;
import dev.comfymesh.scoring.app.WorkQueue;
import dev.comfymesh.scoring.app.Workers;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Guard;
import dev.comfymesh.scoring.domain.Panel;
import dev.comfymesh.scoring.domain.model.Models;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.EnumMap;

/** Puts the service together: what is measured, how, and under which profiles. */
final class Wiring {
    @Produces
    @Singleton
    ProfileFormat profileFormat() {
        return new JsonProfiles(new CelConditions());
    }

    @Produces
    @Singleton
    ShippedProfiles shippedProfiles(ProfileFormat format, ScoringConfig config) {
        return new ShippedProfiles(ProfileFiles.read(config.profiles(), format));
    }

    @Produces
    @Singleton
    SaveProfile saveProfile(
            ProfileFormat format, ProfileShelf shelf, ShippedProfiles shipped, Models models, Workers workers) {
        var missing = new MissingModels(ShippedScorers.all(models), models);
        return new SaveProfile(format, shelf, shipped, missing, workers);
    }

    @Produces
    @Singleton
    ModelFolder modelFolder(ScoringConfig config) {
        return new ModelFolder(config.models().folder(), config.models().cache());
    }

    @Produces
    @Singleton
    Models models(ModelFolder folder) {
        return ShippedScorers.models(folder);
    }

    @Produces
    @Singleton
    ExplainPool explainPool(PoolCatalog pools, ProfileShelf shelf, ProfileFormat format, Workers workers) {
        var scorers = new EnumMap<Dimension, String>(Dimension.class);
        ShippedScorers.all(Models.NONE)
                .forEach(scorer -> scorer.dimensions().forEach(dimension -> scorers.put(dimension, scorer.id())));
        return new ExplainPool(pools, shelf, format, workers, scorers);
    }

    @Produces
    @Singleton
    SuggestThresholds suggestThresholds(QualityCatalog catalog) {
        return new SuggestThresholds(catalog);
    }

    @Produces
    @Singleton
    WatchDrift watchDrift(QualityCatalog catalog, ScoringConfig config) {
        return new WatchDrift(catalog, config.drift().lately());
    }

    @Produces
    @Singleton
    ScoreNext scoreNext(
            WorkQueue queue,
            ObjectStore objects,
            Workers workers,
            ProfileShelf profiles,
            Models models,
            ScoringConfig config) {
        var guard = new Guard(
                config.limits().bytes(),
                config.limits().pixels(),
                config.limits().side());
        var examiner = new Examiner(
                guard, new ImageIoDecoder(), new Panel(ShippedScorers.all(models), System::nanoTime), models);
        return new ScoreNext(queue, objects, workers, examiner, profiles, config.workers(), config.tries());
    }
}
