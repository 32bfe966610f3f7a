package dev.comfymesh.executor.config;

import dev.comfymesh.executor.adapter.comfyui.Access;
import dev.comfymesh.executor.adapter.comfyui.Connections;
import dev.comfymesh.executor.adapter.provider.ProviderHttp;
import dev.comfymesh.executor.app.ArtifactStore;
import dev.comfymesh.executor.app.AttemptStore;
import dev.comfymesh.executor.app.CatalogueStore;
import dev.comfymesh.executor.app.CollectOutputs;
import dev.comfymesh.executor.app.Fleet;
import dev.comfymesh.executor.app.HistoryStore;
import dev.comfymesh.executor.app.HmacAddresses;
import dev.comfymesh.executor.app.InputStore;
import dev.comfymesh.executor.app.Loops;
import dev.comfymesh.executor.app.NodeAgents;
import dev.comfymesh.executor.app.Nodes;
import dev.comfymesh.executor.app.Notes;
import dev.comfymesh.executor.app.ObservationStore;
import dev.comfymesh.executor.app.Observations;
import dev.comfymesh.executor.app.OldOutputs;
import dev.comfymesh.executor.app.Pace;
import dev.comfymesh.executor.app.Ports;
import dev.comfymesh.executor.app.ProviderPorts;
import dev.comfymesh.executor.app.RemoveOutputs;
import dev.comfymesh.executor.app.RunHistories;
import dev.comfymesh.executor.app.StageInputs;
import dev.comfymesh.executor.app.Tally;
import dev.comfymesh.executor.app.TargetStore;
import dev.comfymesh.executor.app.Tenures;
import dev.comfymesh.executor.app.Upkeep;
import dev.comfymesh.executor.domain.Care;
import dev.comfymesh.executor.domain.Course;
import dev.comfymesh.executor.domain.Patience;
import dev.comfymesh.executor.domain.provider.LookPace;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.Optional;

/** Puts the service together: how patient it is, how often it looks, and what it stands on. */
final class Wiring {
    Wiring() {}

    @Produces
    @Singleton
    static Course course(ExecutorConfig config) {
        var patience = config.patience();
        return new Course(new Patience(
                patience.absentLooks(),
                patience.absentFor(),
                patience.unansweredFor(),
                patience.refusedFor(),
                patience.silentFor(),
                patience.stalledFor(),
                patience.stoppingFor(),
                patience.overdueFor()));
    }

    @Produces
    @Singleton
    static Pace pace(ExecutorConfig config) {
        var run = config.run();
        var observation = config.observation();
        return new Pace(
                run.poll(),
                run.quickLook(),
                run.quickLooks(),
                run.settling(),
                run.greeting(),
                run.fetchRounds(),
                observation.every(),
                observation.restate(),
                observation.gap(),
                observation.catalogue(),
                run.notes());
    }

    @Produces
    @Singleton
    static Nodes nodes(Vertx vertx, ExecutorConfig config, MeterRegistry meters) {
        var node = config.node();
        return new Connections(
                vertx,
                new Connections.Limits(
                        node.connectTimeout(),
                        node.timeout(),
                        node.submitTimeout(),
                        node.fetchTimeout(),
                        node.heartbeat(),
                        node.largestFileBytes()),
                target -> access(
                        node.authorization(), Optional.ofNullable(config.nodes().get(target))),
                meters);
    }

    /** What a target needs of its own outweighs what every node gets. */
    private static Access access(Optional<String> authorization, Optional<ExecutorConfig.NodeSettings> own) {
        var headers =
                own.map(ExecutorConfig.NodeSettings::headers).map(HashMap::new).orElseGet(HashMap::new);
        own.flatMap(ExecutorConfig.NodeSettings::authorization)
                .or(() -> authorization)
                .ifPresent(value -> headers.put("Authorization", value));
        return new Access(
                headers,
                own.flatMap(ExecutorConfig.NodeSettings::trustCertificate),
                own.filter(ExecutorConfig.NodeSettings::trustAll).isPresent());
    }

    @Produces
    @Singleton
    static Upkeep upkeep(OldOutputs old, ArtifactStore artifacts, Loops loops, Clock clock, ExecutorConfig config) {
        var keep = config.outputs();
        return new Upkeep(
                new RemoveOutputs(old, artifacts, keep.keepFailed(), keep.keepUnselected()), artifacts, loops, clock);
    }

    @Produces
    @Singleton
    static RunHistories histories(HistoryStore store) {
        return new RunHistories(store);
    }

    @Produces
    @Singleton
    static Care care(ExecutorConfig config) {
        return new Care(config.memory().freeBelow(), WarmUps.read(config.nodes()));
    }

    @Produces
    @Singleton
    static Fleet fleet(
            AttemptStore attempts,
            TargetStore targets,
            ObservationStore observed,
            Observations observations,
            NodeAgents agents,
            CatalogueStore catalogues,
            InputStore inputs,
            ArtifactStore artifacts,
            Nodes nodes,
            Tenures tenures,
            Loops loops,
            Notes notes,
            RunHistories histories,
            Tally tally,
            Care care,
            Course course,
            Pace pace,
            Clock clock,
            ProviderPorts abroad) {
        var ports = new Ports(
                attempts,
                targets,
                observed,
                observations,
                agents,
                catalogues,
                new StageInputs(inputs),
                new CollectOutputs(artifacts),
                nodes,
                tenures,
                loops,
                notes,
                histories,
                tally,
                care,
                course,
                pace,
                clock);
        return new Fleet(ports, abroad);
    }

    @Produces
    @Singleton
    static ProviderHttp providerHttp(Vertx vertx, ExecutorConfig config) {
        var node = config.node();
        return new ProviderHttp(
                vertx,
                new ProviderHttp.Limits(
                        node.connectTimeout(),
                        node.timeout(),
                        config.looks().submitTimeout(),
                        node.fetchTimeout(),
                        node.largestFileBytes()));
    }

    @Produces
    @Singleton
    static ProviderPorts abroad(ProviderHttp http, HmacAddresses hooks, ExecutorConfig config) {
        var looks = config.looks();
        return new ProviderPorts(
                new Accounts(http, config.providers()),
                hooks,
                new LookPace(looks.least(), looks.most(), looks.between()),
                config.patience().overdueFor());
    }
}
