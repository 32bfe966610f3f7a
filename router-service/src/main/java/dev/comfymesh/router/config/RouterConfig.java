package dev.comfymesh.router.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Every knob of this service; each has its default here and nowhere else. */
@ConfigMapping(prefix = "router")
public interface RouterConfig {
    /** The nodes of the fleet; those that vanish from here are removed, those made by REST are not. */
    List<TargetConfig.Node> nodes();

    /** The accounts with third parties; they come and go as nodes do. */
    List<TargetConfig.Account> providers();

    Matching matching();

    Economy economy();

    Learning learning();

    /** Other ways to weigh, by the names by which jobs ask for them. */
    Map<String, Weights> policies();

    Fairness fairness();

    Loads loads();

    Guard guard();

    Hedging hedging();

    Retry retry();

    Ejection ejection();

    TopUp topUp();

    Metrics metrics();

    Poison poison();

    /** For how long a closed job and its decisions are kept, longer than the log is; charges are kept for ever. */
    @WithDefault("8d")
    Duration retention();

    interface Matching {
        /** What was seen of a target longer ago than this says nothing. */
        @WithDefault("30s")
        Duration observationAge();

        /** How long before the expected end of a node's work the next attempt may be queued behind it. */
        @WithDefault("3s")
        Duration queueAhead();

        /** How many runs of others a target may hold and still be used. */
        @WithDefault("10")
        @Min(0)
        int foreignLimit();

        /** How long a run is thought to take before its workflow was ever seen. */
        @WithDefault("10s")
        Duration unlearnedService();

        /** Each such span of waiting lifts a candidate by one level of priority. */
        @WithDefault("60s")
        Duration ageing();

        /** How long a candidate that no known target can run waits for one that was never seen. */
        @WithDefault("30s")
        Duration patience();

        /** How long after its assignment an attempt may still start. */
        @WithDefault("2m")
        Duration startWithin();

        /** How long after its assignment an attempt must have ended, whatever the job's deadline. */
        @WithDefault("20m")
        Duration runWithin();

        /** How many candidates one round places at most; the next follows at once. */
        @WithDefault("200")
        @Min(1)
        @Max(5_000)
        int mostAtOnce();
    }

    /** How money and time are weighed for jobs that ask for nothing else. */
    interface Economy extends Weights {
        @WithDefault("balanced")
        String name();
    }

    /** How money and time are weighed; whoever changes it gives it another version, which stands in every decision. */
    interface Weights {
        @WithDefault("1")
        @Min(1)
        int version();

        /** What a second until the end of a run is worth, in micros, even while it is in time. */
        @WithDefault("100")
        @Min(0)
        long microsPerSecondOfWait();

        /** What being late costs, in micros, for candidates of high priority: once, and for each second. */
        @WithDefault("20000")
        @Min(0)
        long highMissMicros();

        @WithDefault("1000")
        @Min(0)
        long highLateMicrosPerSecond();

        @WithDefault("10000")
        @Min(0)
        long normalMissMicros();

        @WithDefault("300")
        @Min(0)
        long normalLateMicrosPerSecond();

        @WithDefault("2000")
        @Min(0)
        long lowMissMicros();

        @WithDefault("50")
        @Min(0)
        long lowLateMicrosPerSecond();

        /** How long a candidate waits at most, where that pays, for a target that has its models at hand. */
        @WithDefault("1h")
        Duration patience();

        /** Whether another may run beside the last run that a pool waits for, where that is worth its price. */
        @WithDefault("true")
        boolean hedged();
    }

    /** How tenants share the fleet. */
    interface Fairness {
        /** Tenants that were served no more than this apart are equals; each further such span puts one behind. */
        @WithDefault("15m")
        Duration quantum();

        /** What a tenant was served so long ago counts half. */
        @WithDefault("30m")
        Duration halfLife();
    }

    /** What is made of runs that have ended. */
    interface Learning {
        /** What was learned longer ago, and not since, is forgotten. */
        @WithDefault("30d")
        Duration retention();

        /** What the models of one run take up in the memory of a device: so many runs' models stay there. */
        @WithDefault("10737418240")
        @Min(1)
        long bytesPerRun();

        /** The models of so many different runs stay in the memory of a node's host. */
        @WithDefault("5")
        @Min(1)
        int runsOnHost();
    }

    /** How long a model file takes that a target does not have at hand, where it is known what it has; and input files. */
    interface Loads {
        @WithDefault("2800ms")
        Duration fromHost();

        @WithDefault("35s")
        Duration fromDisk();

        /** How fast input files are brought to nodes, and to third parties. */
        @WithDefault("50000000")
        @Min(1)
        long toNodeBytesPerSecond();

        @WithDefault("10000000")
        @Min(1)
        long toProviderBytesPerSecond();
    }

    /** When an attempt that was placed is moved to another target. */
    interface Guard {
        /** An attempt that waits behind an overdue run is moved where that ends it so much earlier. */
        @WithDefault("10s")
        Duration gain();

        /** How often one candidate is moved. */
        @WithDefault("2")
        @Min(0)
        @Max(5)
        int mostMoves();
    }

    /** When a second run is begun beside one that takes too long. */
    interface Hedging {
        /** Hedges cost less than this share of all that was spent in the last day; 0 for none at all. */
        @WithDefault("20")
        @Min(0)
        @Max(1000)
        int perMille();
    }

    interface Retry {
        /** How many attempts that count a candidate may have. */
        @WithDefault("3")
        @Min(1)
        @Max(20)
        int attempts();

        /** How many attempts it may have besides that never began: those do not count. */
        @WithDefault("10")
        @Min(0)
        @Max(100)
        int uncounted();

        /** Before the second attempt; each further pause is twice as long. */
        @WithDefault("250ms")
        Duration pause();

        /** No pause is longer, but for a fifth that is left to chance. */
        @WithDefault("30s")
        Duration longestPause();

        /** How much of a minute's attempts, of each tenant and of all together, may be retries; the others wait. */
        @WithDefault("20")
        @Min(1)
        @Max(100)
        int perCent();

        /** So many retries a minute each tenant has in any case. */
        @WithDefault("60")
        @Min(1)
        int leastOfTenant();

        /** So many all together have in any case. */
        @WithDefault("240")
        @Min(1)
        int least();
    }

    interface Ejection {
        /** Faults in a row before a target is ejected; a lie ejects it at once. */
        @WithDefault("3")
        @Min(1)
        int failures();

        /** How long the first ejection lasts; each further one lasts twice as long. */
        @WithDefault("30s")
        Duration first();

        @WithDefault("30m")
        Duration longest();

        /** Targets of which nothing is heard within such a span fell silent at once. */
        @WithDefault("10s")
        Duration silentWithin();

        /** Where so many of all addresses, and two at least, fall silent at once, our side is thought to be at fault. */
        @WithDefault("30")
        @Min(1)
        @Max(100)
        int silentPerCent();
    }

    interface Poison {
        /** Whether workflows are kept away at all; without it a candidate that was lost is tried like any other. */
        @WithDefault("true")
        boolean enabled();

        /** How many targets must have died of a workflow, one after the other under one candidate. */
        @WithDefault("2")
        @Min(2)
        @Max(10)
        int targets();

        /** Within what time. */
        @WithDefault("10m")
        Duration window();

        /** How long it is then kept from all targets. */
        @WithDefault("10m")
        Duration quarantine();
    }

    interface Metrics {
        /** So many tenants, and as many workflows, have metrics of their own: those that spent most in the last week. */
        @WithDefault("20")
        @Min(0)
        @Max(200)
        int top();
    }

    interface TopUp {
        /** How many waves a pool may have, the first among them. */
        @WithDefault("3")
        @Min(1)
        int waves();

        /** How long before the deadline a wave must begin to make sense. */
        @WithDefault("2s")
        Duration lead();
    }
}
