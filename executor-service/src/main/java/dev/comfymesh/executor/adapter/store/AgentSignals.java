package dev.comfymesh.executor.adapter.store;

import dev.comfymesh.executor.app.NodeAgents;
import dev.comfymesh.kit.signal.Signals;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Tells all replicas that an agent said something new: any of them may have heard it, and another may own the target. */
@ApplicationScoped
class AgentSignals {
    private static final String AGENTS = "agents";

    private final Signals signals;

    AgentSignals(Signals signals) {
        this.signals = signals;
    }

    void onStart(@Observes StartupEvent event, NodeAgents agents) {
        signals.listen(AGENTS, _ -> agents.reportsChanged());
    }

    void tell(String targetId) {
        signals.send(AGENTS, targetId);
    }
}
