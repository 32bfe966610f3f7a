package dev.comfymesh.scoring.config;

import dev.comfymesh.kit.objects.ObjectStore;
import dev.comfymesh.scoring.adapter.imageio.ImageIoDecoder;
import dev.comfymesh.scoring.adapter.json.ProfileFiles;
import dev.comfymesh.scoring.app.Examiner;
import dev.comfymesh.scoring.app.ScoreNext;
import dev.comfymesh.scoring.app.WorkQueue;
import dev.comfymesh.scoring.app.Workers;
import dev.comfymesh.scoring.domain.Blankness;
import dev.comfymesh.scoring.domain.Exposure;
import dev.comfymesh.scoring.domain.Guard;
import dev.comfymesh.scoring.domain.Panel;
import dev.comfymesh.scoring.domain.Profiles;
import dev.comfymesh.scoring.domain.Scorer;
import dev.comfymesh.scoring.domain.Sharpness;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Puts the service together: what is measured, how, and under which profiles. */
final class Wiring {
    /** Sharpness is compared at this size; the thresholds of the profiles hold for it. */
    private static final int SHARPNESS_SIDE = 512;

    @Produces
    @Singleton
    Profiles profiles(ScoringConfig config) {
        return ProfileFiles.read(config.profiles());
    }

    @Produces
    @Singleton
    ScoreNext scoreNext(
            WorkQueue queue, ObjectStore objects, Workers workers, Profiles profiles, ScoringConfig config) {
        var guard = new Guard(
                config.limits().bytes(),
                config.limits().pixels(),
                config.limits().side());
        var examiner = new Examiner(guard, new ImageIoDecoder(), new Panel(scorers(), System::nanoTime));
        return new ScoreNext(queue, objects, workers, examiner, profiles, config.workers(), config.tries());
    }

    static List<Scorer> scorers() {
        return List.of(new Sharpness(SHARPNESS_SIDE), new Exposure(), new Blankness());
    }
}
