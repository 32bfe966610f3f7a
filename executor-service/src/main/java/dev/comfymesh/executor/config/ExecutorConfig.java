package dev.comfymesh.executor.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Every knob of this service; each has its default here and nowhere else. */
@ConfigMapping(prefix = "executor")
public interface ExecutorConfig {
    Run run();

    Patience patience();

    Observation observation();

    Node node();

    /** Settings of single nodes, by their targets' ids. */
    Map<String, NodeSettings> nodes();

    /** Our accounts with providers, by their targets' ids. */
    Map<String, ProviderSettings> providers();

    Looks looks();

    /** Where this service is reached from outside: providers tell of runs there; without it runs are only looked at. */
    Optional<URI> publicUrl();

    Hooks hooks();

    Memory memory();

    /** For how long a job is kept after its deadline, longer than the log is. */
    @WithDefault("8d")
    Duration retention();

    Outputs outputs();

    Agent agent();

    interface Agent {
        /** The bearer token of every node's agent; without one, and without a token of its own, an agent is refused. */
        Optional<String> token();

        /** Tokens of single targets' agents, which alone are good there: for nodes in places that are trusted less. */
        Map<String, String> tokens();

        /** An agent that was not heard of for this long is gone, and with it what it has placed. */
        @WithDefault("30s")
        Duration goneAfter();
    }

    interface Outputs {
        /** What a failed attempt left is removed after this time. */
        @WithDefault("24h")
        Duration keepFailed();

        /** What was not selected is removed after this time. */
        @WithDefault("7d")
        Duration keepUnselected();
    }

    interface Run {
        /** A run is looked at this often, whatever its socket says. */
        @WithDefault("2s")
        Duration poll();

        /** Pause before another look when a run is said to be over and the node does not show it yet. */
        @WithDefault("15ms")
        Duration quickLook();

        /** How many such looks follow one event. */
        @WithDefault("8")
        @Min(1)
        int quickLooks();

        /** A run that ends within this time of its start has both stated together. */
        @WithDefault("100ms")
        Duration settling();

        /** How long a submit waits for the socket that will hear its events. */
        @WithDefault("2s")
        Duration greeting();

        /** How often outputs may be unavailable before the run counts as lost. */
        @WithDefault("5")
        @Min(1)
        int fetchRounds();

        /** Progress of an attempt is told this often at most, previews half as often. */
        @WithDefault("250ms")
        Duration notes();
    }

    interface Patience {
        /** Looks in a row that must miss a run before the node's word is taken that it does not know it. */
        @WithDefault("3")
        @Min(2)
        int absentLooks();

        /** The least time that these looks must span. */
        @WithDefault("3s")
        Duration absentFor();

        /** The same while nothing tells that the node ever had the run: it may be validating it still. */
        @WithDefault("10s")
        Duration unansweredFor();

        /** A node that refuses connections for this long has lost its runs. */
        @WithDefault("10s")
        Duration refusedFor();

        /** A node that gives no usable answer for this long is given up. */
        @WithDefault("60s")
        Duration silentFor();

        /** A run without an event or a change for this long is interrupted. */
        @WithDefault("5m")
        Duration stalledFor();

        /** A run that ignores its interruption for this long is given up. */
        @WithDefault("30s")
        Duration stoppingFor();

        /** An attempt that could not be ended for this long after its time is given up, whatever keeps it. */
        @WithDefault("5m")
        Duration overdueFor();
    }

    interface Observation {
        /** A node that we cannot hear is looked at this often; the others when their queue changes, and to restate. */
        @WithDefault("2s")
        Duration every();

        /** A node is looked at, and its observation published, after this time although nothing is heard to have changed. */
        @WithDefault("10s")
        Duration restate();

        /** Two looks are at least this far apart. */
        @WithDefault("1s")
        Duration gap();

        /** What a node offers is read again after this time: it says nothing when somebody adds a file. */
        @WithDefault("5m")
        Duration catalogue();
    }

    interface NodeSettings {
        /** A file that holds a graph in API format, which is run once after the node was started. */
        Optional<Path> warmUp();

        /** Sent to this target as its Authorization header, instead of what is sent to every node. */
        Optional<String> authorization();

        /** Sent to this target with every request. */
        Map<String, String> headers();

        /** PEM file: its certificates are believed of this target, and no others. */
        Optional<Path> trustCertificate();

        /** Believes whatever certificate this target shows: for development. */
        @WithDefault("false")
        boolean trustAll();
    }

    interface ProviderSettings {
        /** What proves to the provider that it is us; told to nobody else. */
        Optional<String> key();

        /** What it charges, in millionths of a dollar, for a second of a run or for a picture, whichever it counts. */
        Optional<@PositiveOrZero Long> microsPerUnit();

        /** How long a worker takes to start, where that is charged as well: RunPod does not tell it of a run. */
        @WithDefault("0s")
        Duration coldStart();
    }

    interface Hooks {
        /** What proves that an address which a provider was told is one of ours; the same in all replicas. */
        Optional<String> secret();

        /** Where fal publishes the keys that it signs with. */
        @WithDefault("https://rest.fal.ai/.well-known/jwks.json")
        URI falKeys();
    }

    /** How runs at providers are looked at: less often the longer they take, and the more of them there are. */
    interface Looks {
        /** Two looks at a run are at least this far apart. */
        @WithDefault("1s")
        Duration least();

        /** And no further than this. */
        @WithDefault("15s")
        Duration most();

        /** All looks at one account are this far apart on average. */
        @WithDefault("200ms")
        Duration between();

        /** For the answer to a submit; without one nobody may know what became of the run. */
        @WithDefault("30s")
        Duration submitTimeout();
    }

    interface Memory {
        /**
         * A node with less than this share of its memory free unloads its models before a run that needs others than the last
         * one; 0 for never.
         */
        @WithDefault("0.15")
        @DecimalMin("0")
        @DecimalMax("1")
        double freeBelow();
    }

    interface Node {
        @WithDefault("2s")
        Duration connectTimeout();

        @WithDefault("10s")
        Duration timeout();

        /** For the answer to a submit; then the node is asked whether it has the run. */
        @WithDefault("5s")
        Duration submitTimeout();

        /** For reading one output file as a whole; less than the time after which a loop counts as stuck. */
        @WithDefault("45s")
        Duration fetchTimeout();

        /** A socket is asked this often whether the node is still there; one that is silent for twice as long is renewed. */
        @WithDefault("30s")
        Duration heartbeat();

        /** A larger output file is not taken. */
        @WithDefault("536870912")
        @Min(1)
        long largestFileBytes();

        /** Sent to every node as its Authorization header. */
        Optional<String> authorization();
    }
}
