package dev.comfymesh.router.config;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.comfymesh.router.app.AskCapability;
import dev.comfymesh.router.app.Books;
import dev.comfymesh.router.app.Catalogues;
import dev.comfymesh.router.app.ChooseAgain;
import dev.comfymesh.router.app.CloseJob;
import dev.comfymesh.router.app.DecisionLog;
import dev.comfymesh.router.app.DefineTargets;
import dev.comfymesh.router.app.ExperienceStore;
import dev.comfymesh.router.app.FleetView;
import dev.comfymesh.router.app.FollowEnding;
import dev.comfymesh.router.app.FollowFacts;
import dev.comfymesh.router.app.GiveUpCandidates;
import dev.comfymesh.router.app.HedgeLast;
import dev.comfymesh.router.app.JudgeTarget;
import dev.comfymesh.router.app.Learning;
import dev.comfymesh.router.app.MatchCandidates;
import dev.comfymesh.router.app.MatchStore;
import dev.comfymesh.router.app.ModelsAtHand;
import dev.comfymesh.router.app.ModelsAtHand.Room;
import dev.comfymesh.router.app.Quarantines;
import dev.comfymesh.router.app.ReplayDecisions;
import dev.comfymesh.router.app.SeekPoison;
import dev.comfymesh.router.app.Surroundings;
import dev.comfymesh.router.app.TargetRegistry;
import dev.comfymesh.router.app.TopUpPool;
import dev.comfymesh.router.app.WaitingLine;
import dev.comfymesh.router.app.Watch;
import dev.comfymesh.router.domain.Economy;
import dev.comfymesh.router.domain.Economy.Worth;
import dev.comfymesh.router.domain.Fairness;
import dev.comfymesh.router.domain.Filter;
import dev.comfymesh.router.domain.HedgeBudget;
import dev.comfymesh.router.domain.HedgeGuard;
import dev.comfymesh.router.domain.LatencyGuard;
import dev.comfymesh.router.domain.Lateness;
import dev.comfymesh.router.domain.Loads;
import dev.comfymesh.router.domain.Matcher;
import dev.comfymesh.router.domain.PoisonRule;
import dev.comfymesh.router.domain.Policy;
import dev.comfymesh.router.domain.Pricing;
import dev.comfymesh.router.domain.Retry;
import dev.comfymesh.router.domain.RetryBudget;
import dev.comfymesh.router.domain.Silence;
import dev.comfymesh.router.domain.Standing.Ejection;
import dev.comfymesh.router.domain.TopUp;
import dev.comfymesh.router.domain.Workload;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** Builds the router's decisions from the configuration: reading it shows the policy. */
@Dependent
class Wiring {
    private static final int WINDOW = 256;
    private static final int MOST_ASKED = 64;
    private static final int ALL_ITS_TIME = 100;

    @Produces
    @Singleton
    Matcher matcher(RouterConfig config) {
        var knobs = config.matching();
        return new Matcher(new Policy(
                List.of(
                        Filter.notCordoned(),
                        Filter.seenWithin(knobs.observationAge()),
                        Filter.up(),
                        Filter.notEjected()),
                new Workload(knobs.queueAhead(), knobs.foreignLimit()),
                new Loads(
                        config.loads().fromHost(),
                        config.loads().fromDisk(),
                        config.loads().toNodeBytesPerSecond(),
                        config.loads().toProviderBytesPerSecond()),
                new Fairness(config.fairness().quantum(), config.fairness().halfLife(), MOST_ASKED, WINDOW),
                knobs.ageing(),
                knobs.patience(),
                knobs.startWithin(),
                knobs.runWithin(),
                knobs.mostAtOnce(),
                economy(config.economy().name(), config.economy()),
                config.policies().entrySet().stream()
                        .collect(toUnmodifiableMap(
                                Map.Entry::getKey, named -> economy(named.getKey(), named.getValue())))));
    }

    private static Economy economy(String name, RouterConfig.Weights knobs) {
        return new Economy(
                name,
                knobs.version(),
                new Pricing(knobs.microsPerSecondOfWait()),
                new Worth(new Lateness(knobs.lowMissMicros(), knobs.lowLateMicrosPerSecond()), knobs.patience()),
                new Worth(new Lateness(knobs.normalMissMicros(), knobs.normalLateMicrosPerSecond()), knobs.patience()),
                new Worth(new Lateness(knobs.highMissMicros(), knobs.highLateMicrosPerSecond()), knobs.patience()),
                ALL_ITS_TIME);
    }

    private static HedgeLast hedges(RouterConfig config, Policy policy) {
        var hedged = new HashSet<String>();
        config.policies().entrySet().stream()
                .filter(named -> named.getValue().hedged())
                .forEach(named -> hedged.add(named.getKey()));
        if (config.economy().hedged()) {
            hedged.add(config.economy().name());
        }
        return new HedgeLast(
                new HedgeGuard(policy, hedged, config.topUp().waves()),
                new HedgeBudget(config.hedging().perMille()));
    }

    @Produces
    @Singleton
    JudgeTarget judge(RouterConfig config) {
        var knobs = config.ejection();
        return new JudgeTarget(
                new Ejection(knobs.failures(), knobs.first(), knobs.longest()),
                new Silence(knobs.silentWithin(), knobs.silentPerCent()));
    }

    @Produces
    @Singleton
    FollowEnding endings(RouterConfig config, CloseJob closing) {
        var knobs = config.retry();
        return new FollowEnding(
                new Retry(knobs.attempts(), knobs.uncounted(), knobs.pause(), knobs.longestPause()), closing);
    }

    @Produces
    @Singleton
    FollowFacts<Mutiny.Session> facts(
            Books<Mutiny.Session> books,
            FollowEnding endings,
            CloseJob closing,
            TopUpPool topUps,
            JudgeTarget judge,
            SeekPoison poison,
            Clock clock) {
        return new FollowFacts<>(books, endings, closing, topUps, judge, poison, clock);
    }

    @Produces
    @Singleton
    SeekPoison poison(RouterConfig config) {
        var knobs = config.poison();
        return new SeekPoison(new PoisonRule(knobs.enabled(), knobs.targets(), knobs.window(), knobs.quarantine()));
    }

    @Produces
    @Singleton
    ReplayDecisions replays(DecisionLog log) {
        return new ReplayDecisions(log);
    }

    @Produces
    @Singleton
    ChooseAgain again(DecisionLog log) {
        return new ChooseAgain(log);
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
    AskCapability capability(TargetRegistry registry, Catalogues catalogues) {
        return new AskCapability(registry, catalogues);
    }

    @Produces
    @Singleton
    MatchCandidates candidates(
            RouterConfig config,
            Matcher matcher,
            MatchStore store,
            ExperienceStore experience,
            TargetRegistry registry,
            Catalogues catalogues,
            Quarantines quarantines,
            FollowEnding endings,
            CloseJob closing,
            WaitingLine.Notes notes,
            Watch watch,
            Clock clock) {
        var learning = new Learning(experience, config.matching().unlearnedService());
        var models = new ModelsAtHand(
                experience,
                new Room(config.learning().bytesPerRun(), config.learning().runsOnHost()));
        return new MatchCandidates(
                matcher,
                store,
                new Surroundings(new FleetView(registry, catalogues), learning, models, quarantines),
                learning,
                new GiveUpCandidates(closing),
                endings,
                new LatencyGuard(
                        matcher.policy(), config.guard().gain(), config.guard().mostMoves()),
                new RetryBudget(
                        config.retry().perCent(),
                        config.retry().leastOfTenant(),
                        config.retry().least()),
                hedges(config, matcher.policy()),
                new WaitingLine(matcher, notes),
                watch,
                clock);
    }
}
