package dev.comfymesh.simulator.domain.execution;

import dev.comfymesh.simulator.domain.fault.Knobs;
import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.node.Catalogue;
import dev.comfymesh.simulator.domain.profile.Ability;
import dev.comfymesh.simulator.domain.profile.Profile;
import dev.comfymesh.simulator.domain.witness.Witness;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Everything that a run works with; {@code end} ends the process with a status. */
record Workshop(
        Catalogue catalogue,
        Knobs knobs,
        Pace pace,
        InstantSource clock,
        Audience audience,
        Witness witness,
        Interruption interruption,
        ResultCache cache,
        Profile profile,
        IntConsumer end) {

    private static final int KILLED = 137;

    /** Ends the process, or as much of it as this node is. */
    void die() {
        end.accept(KILLED);
        interruption.checkWorker();
    }

    long nowMillis() {
        return clock.millis();
    }

    /** To the prompt's client; to everybody when it has none. */
    void tellClientOrAll(Prompt prompt, String type, Map<String, @Nullable Object> data) {
        if (prompt.clientId() == null) {
            audience.all(type, data);
        } else {
            audience.client(prompt.clientId(), type, data);
        }
    }

    /** The state of a run's nodes, which not every server tells. */
    void tellState(Prompt prompt, Map<String, @Nullable Object> state) {
        if (profile.can(Ability.PROGRESS_STATES)) {
            tellClientOrAll(prompt, "progress_state", state);
        }
    }

    void tellClient(Prompt prompt, String type, @Nullable Object... data) {
        audience.client(prompt.clientId(), type, Json.object(data));
    }
}
