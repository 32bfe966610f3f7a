package dev.comfymesh.ingest.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Every knob of this service; each has its default here and nowhere else. */
@ConfigMapping(prefix = "ingest")
public interface IngestConfig {
    /** A key for the tenant {@code local}, made at start if it is not there; without one nobody is let in by itself. */
    Optional<@Pattern(regexp = "cmk_[A-Za-z0-9_-]{32,128}") String> bootstrapApiKey();

    /** Where clients reach this service; absent: the address that each request named. */
    Optional<URI> publicUrl();

    /** How long a good key is taken for good without looking again. */
    @WithDefault("5s")
    Duration keyMemory();

    /** Nothing more is accepted while the oldest unpublished fact is older than this. */
    @WithDefault("60s")
    Duration mostBehind();

    /** How long an idempotency key is remembered. */
    @WithDefault("24h")
    @DurationMin(hours = 1)
    @DurationMax(days = 7)
    Duration idempotencyRetention();

    /** How long an ended job can be asked for; longer than the log keeps facts, as a late one needs its job. */
    @WithDefault("30d")
    @DurationMin(days = 8)
    Duration jobRetention();

    /** The scoring profiles that a job may name, each by its versions as well; unset: any, and scoring says if there is none. */
    Optional<Set<String>> profiles();

    /** The router's policies that a job may name. */
    @WithDefault("balanced,cheapest,fastest")
    Set<String> policies();

    Jobs jobs();

    Files files();

    Local local();

    Artifacts artifacts();

    Streams streams();

    Workflows workflows();

    /** What a job may ask for, and what it gets without asking. */
    interface Jobs {
        @WithDefault("1000000")
        @Min(0)
        long defaultCapMicros();

        @WithDefault("15m")
        Duration defaultDeadline();

        @WithDefault("7d")
        Duration longestDeadline();

        /** Of the graph's canonical JSON. */
        @WithDefault("524288")
        @Min(1024)
        @Max(524288)
        int maxGraphBytes();

        @WithDefault("2097152")
        @Min(1024)
        int maxBodyBytes();
    }

    /** Workflows that tenants save. */
    interface Workflows {
        /** Of one tenant. */
        @WithDefault("1000")
        @Min(1)
        int most();

        /** Of one workflow. */
        @WithDefault("1000")
        @Min(1)
        int mostVersions();
    }

    /** Files that jobs need. */
    interface Files {
        /** Of one upload, and of one file that is fetched. */
        @WithDefault("1073741824")
        @Min(1)
        long maxBytes();

        /** Of all files of a tenant together. */
        @WithDefault("21474836480")
        @Min(1)
        long tenantBytes();

        /** How long a file stays that no job uses. */
        @WithDefault("7d")
        @DurationMin(minutes = 5)
        Duration retention();

        /** How long a submit may wait for its files. */
        @WithDefault("20s")
        @DurationMax(seconds = 60)
        Duration fetchTime();

        /** How long a server, or a client that uploads, may send nothing. */
        @WithDefault("10s")
        Duration idle();

        /** How many submits may wait for their files at once, and how many uploads may come. */
        @WithDefault("32")
        @Min(1)
        int mostAtOnce();
    }

    /** The tenant that a mesh begins with. */
    interface Local {
        @WithDefault("1")
        @Min(1)
        int weight();

        @WithDefault("64")
        @Min(1)
        int maxRunning();

        @WithDefault("1000000000")
        @Min(0)
        long balanceMicros();
    }

    /** Delivery of stored files. */
    interface Artifacts {
        /** How long a URL works at most; none works for less than half of it. */
        @WithDefault("1h")
        Duration urlLifetime();

        /** The same for all replicas; without one, URLs end with the process that signed them. */
        Optional<@Size(min = 32) String> signingKey();
    }

    /** Server-sent events. */
    interface Streams {
        @WithDefault("15s")
        Duration heartbeat();

        /** Streams look for new events by themselves this often, in case an announcement was lost. */
        @WithDefault("3s")
        Duration lookAgain();
    }
}
