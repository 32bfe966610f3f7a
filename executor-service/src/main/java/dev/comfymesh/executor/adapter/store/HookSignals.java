package dev.comfymesh.executor.adapter.store;

import dev.comfymesh.executor.app.Fleet;
import dev.comfymesh.kit.signal.Signals;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;

/** Tells all replicas that a provider told of a run: any of them may have heard it, and another may follow the run. */
@ApplicationScoped
public class HookSignals {
    private static final String HOOKS = "hooks";

    private final Signals signals;

    HookSignals(Signals signals) {
        this.signals = signals;
    }

    void onStart(@Observes StartupEvent event, Fleet fleet) {
        signals.listen(HOOKS, words -> words.forEach(word -> fleet.told(UUID.fromString(word))));
    }

    public void tell(UUID attemptId) {
        signals.send(HOOKS, attemptId.toString());
    }
}
