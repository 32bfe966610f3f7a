package dev.comfymesh.ingest.domain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a tenant may still promise: its balance less what is reserved for jobs that have not ended. */
public record Account(long availableMicros) {
    /** The jobs that are not covered, with what was left for each: asked in this order, a dear one stands in nobody's way. */
    public Map<UUID, Account> uncovered(List<Job> jobs) {
        var uncovered = new LinkedHashMap<UUID, Account>();
        var left = this;
        for (var job : jobs) {
            if (left.availableMicros >= job.terms().capMicros()) {
                left = new Account(left.availableMicros - job.terms().capMicros());
            } else {
                uncovered.put(job.id(), left);
            }
        }
        return uncovered;
    }
}
