package dev.comfymesh.ingest.adapter.rest;

import dev.comfymesh.ingest.domain.workflow.Environment;
import dev.comfymesh.ingest.domain.workflow.WorkflowRef;

/** Names of workflows, versions and environments as they stand in addresses; what cannot be one is as unknown as any other. */
final class WorkflowNames {
    private WorkflowNames() {}

    static String known(String name) {
        if (!WorkflowRef.isName(name)) {
            throw Refusal.NO_SUCH_WORKFLOW.exception(Echo.of(name));
        }
        return name;
    }

    static WorkflowRef ref(String name, String version) {
        return WorkflowRef.parse(name + "@" + version)
                .orElseThrow(() -> Refusal.NO_SUCH_WORKFLOW.exception(Echo.of(name + "@" + version)));
    }

    static Environment environment(String word) {
        return Environment.of(word).orElseThrow(() -> Refusal.NO_SUCH_ENVIRONMENT.exception(Echo.of(word)));
    }

    /** The number of the version before which a page begins; the last page of all for anything else. */
    static int before(String cursor) {
        if (cursor.isEmpty()) {
            return Integer.MAX_VALUE;
        }
        return cursor.matches("[0-9]{1,9}") ? Integer.parseInt(cursor) : 0;
    }
}
