package dev.comfymesh.scoring.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Every knob of this service; each has its default here and nowhere else. */
@ConfigMapping(prefix = "scoring")
public interface ScoringConfig {
    /** The profiles to read from the classpath. */
    @WithDefault("generic,lenient,clean,headshot,product,garment")
    @NotEmpty
    List<String> profiles();

    /** How often the profiles are read again, should a replica's word of a new one be lost. */
    @WithDefault("60s")
    Duration profileRefresh();

    /** How many candidates are measured at once, as far as their pictures together keep within the limit of pixels. */
    @WithDefault("2")
    @Min(1)
    @Max(64)
    int workers();

    /** How often work is looked for that nobody woke us for: another replica's, or what a dead one was lent. */
    @WithDefault("3s")
    Duration look();

    Batch batch();

    /** For how long candidates are lent; if whoever has them dies, another measures them after this time. */
    @WithDefault("15s")
    Duration loan();

    /** How often a candidate is taken before it is given up: it may be what kills its workers. */
    @WithDefault("5")
    @Min(1)
    int tries();

    /** For how long a pool that is over is kept, longer than the log is. */
    @WithDefault("8d")
    Duration retention();

    Limits limits();

    ModelFiles models();

    /** Where models that were added are. */
    interface ModelFiles {
        /** The folder of pins and files; there need not be one. */
        @WithDefault("models")
        Path folder();

        /** Where files are kept that come from the object store. */
        @WithDefault("${java.io.tmpdir}/comfymesh-models")
        Path cache();

        /** How often it is looked whether one is to be brought from the object store. */
        @WithDefault("60s")
        Duration look();
    }

    DriftAlarm drift();

    /** When what is judged of a workflow has changed. */
    interface DriftAlarm {
        /** How often it is looked for. */
        @WithDefault("5m")
        Duration look();

        /** So many of the last candidates of a workflow are compared with those before them. */
        @WithDefault("60")
        @Min(30)
        int lately();

        /** From how many standard deviations on it is said. Candidates of a pool are alike, so it takes more than usual. */
        @WithDefault("6")
        @Positive
        double limit();
    }

    /** How much is lent at once: little enough to be measured long before the loan runs out. */
    interface Batch {
        @WithDefault("16")
        @Min(1)
        int candidates();

        /** Of all pictures together; the last one may exceed it. */
        @WithDefault("16777216")
        @Min(1)
        long bytes();
    }

    /** What is too large to be decoded. */
    interface Limits {
        @WithDefault("67108864")
        @Min(1)
        long bytes();

        /** Of one picture, and of all that are decoded at once; the default is a square of 4,096. */
        @WithDefault("16777216")
        @Min(1)
        @Max(Integer.MAX_VALUE)
        long pixels();

        /** The longest side in pixels. */
        @WithDefault("16384")
        @Min(1)
        int side();
    }
}
