package dev.comfymesh.executor.config;

import dev.comfymesh.executor.app.Fleet;
import dev.comfymesh.executor.app.Loops;
import dev.comfymesh.executor.app.NodeAgents;
import dev.comfymesh.executor.app.Placements;
import dev.comfymesh.executor.domain.AgentTokens;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What concerns the agents beside nodes: who is let in, and when one is gone. */
@ApplicationScoped
class AgentWiring {
    @Produces
    @Singleton
    static AgentTokens tokens(ExecutorConfig config) {
        return new AgentTokens(config.agent().token(), config.agent().tokens());
    }

    @Produces
    @Singleton
    static NodeAgents agents(Placements placements, Loops loops, ExecutorConfig config) {
        return new NodeAgents(placements, loops, config.agent().goneAfter());
    }

    void onStart(@Observes StartupEvent event, NodeAgents agents, Fleet fleet) {
        agents.start(fleet::agentsChanged);
    }

    /** Comes before the requests that are under way are waited for. */
    void onEndNear(@Observes ShutdownDelayInitiatedEvent event, NodeAgents agents) {
        agents.endIsNear();
    }

    void onStop(@Observes ShutdownEvent event, NodeAgents agents) {
        agents.stop();
    }
}
