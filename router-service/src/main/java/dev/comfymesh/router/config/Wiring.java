package dev.comfymesh.router.config;

import dev.comfymesh.router.app.Catalogues;
import dev.comfymesh.router.app.CloseJob;
import dev.comfymesh.router.app.DefineTargets;
import dev.comfymesh.router.app.FleetView;
import dev.comfymesh.router.app.FollowEnding;
import dev.comfymesh.router.app.GiveUpCandidates;
import dev.comfymesh.router.app.JudgeTarget;
import dev.comfymesh.router.app.MatchCandidates;
import dev.comfymesh.router.app.MatchStore;
import dev.comfymesh.router.app.TargetRegistry;
import dev.comfymesh.router.app.TopUpPool;
import dev.comfymesh.router.domain.Filter;
import dev.comfymesh.router.domain.Matcher;
import dev.comfymesh.router.domain.Policy;
import dev.comfymesh.router.domain.Pricing;
import dev.comfymesh.router.domain.Retry;
import dev.comfymesh.router.domain.Standing.Ejection;
import dev.comfymesh.router.domain.TopUp;
import dev.comfymesh.router.domain.Workload;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Builds the router's decisions from the configuration: reading it shows the policy. */
@Dependent
class Wiring {
    @Produces
    @Singleton
    Matcher matcher(RouterConfig config) {
        var knobs = config.matching();
        return new Matcher(new Policy(
                List.of(
                        Filter.takesGraphs(),
                        Filter.notCordoned(),
                        Filter.seenWithin(knobs.observationAge()),
                        Filter.up(),
                        Filter.notEjected(),
                        Filter.offersNodeClasses()),
                new Workload(knobs.queueAhead(), knobs.foreignLimit()),
                new Pricing(knobs.microsPerSecondOfWait()),
                knobs.ageing(),
                knobs.patience(),
                knobs.startWithin(),
                knobs.runWithin()));
    }

    @Produces
    @Singleton
    JudgeTarget judge(RouterConfig config) {
        var knobs = config.ejection();
        return new JudgeTarget(new Ejection(knobs.failures(), knobs.first(), knobs.longest()));
    }

    @Produces
    @Singleton
    FollowEnding endings(RouterConfig config, JudgeTarget judge, CloseJob closing) {
        var knobs = config.retry();
        return new FollowEnding(new Retry(knobs.attempts(), knobs.pause()), judge, closing);
    }

    @Produces
    @Singleton
    TopUpPool topUps(RouterConfig config) {
        return new TopUpPool(new TopUp(config.topUp().waves(), config.topUp().lead()));
    }

    @Produces
    @Singleton
    CloseJob closing() {
        return new CloseJob();
    }

    @Produces
    @Singleton
    DefineTargets targets(TargetRegistry registry) {
        return new DefineTargets(registry);
    }

    @Produces
    @Singleton
    MatchCandidates candidates(
            RouterConfig config,
            Matcher matcher,
            MatchStore store,
            TargetRegistry registry,
            Catalogues catalogues,
            FollowEnding endings,
            CloseJob closing,
            Clock clock) {
        return new MatchCandidates(
                matcher,
                store,
                new FleetView(registry, catalogues),
                new GiveUpCandidates(closing),
                endings,
                config.matching().unlearnedService(),
                clock);
    }
}
