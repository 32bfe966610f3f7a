package dev.comfymesh.kit.config;

import dev.comfymesh.kit.http.Network;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What every service must be told about the place where it runs. */
@ConfigMapping(prefix = "comfymesh")
public interface KitConfig {
    /** PostgreSQL's host and port. */
    String postgres();

    /** The first Kafka broker's host and port. */
    String kafka();

    /** The address to listen on. */
    String listen();

    /** PostgreSQL's password; the role's name when absent, which only a loopback database may accept. */
    Optional<String> postgresPassword();

    /** The directory of the object store. */
    @WithDefault(".mesh/objects")
    Path objects();

    /** The bearer token of operators' requests; without one all of them are refused. */
    Optional<String> operatorToken();

    /** This process' name among the replicas of its service: two live processes must never share one. */
    @WithDefault("${quarkus.uuid}")
    String instance();

    /** How often invariants are checked and queues measured. */
    @WithDefault("30s")
    Duration invariantsEvery();

    /** A loop whose task has not ended after this time is stuck; the longest honest one fetches a large output. */
    @WithDefault("5m")
    Duration stuckAfter();

    Fetch fetch();

    /** What may be fetched because a tenant names its address. */
    interface Fetch {
        /** Networks besides the public internet, such as {@code 127.0.0.1/32}; for tests, and for files within one's own walls. */
        Optional<List<Network>> allow();

        /** Whether http will do, besides https. */
        @WithDefault("false")
        boolean plainHttp();
    }
}
