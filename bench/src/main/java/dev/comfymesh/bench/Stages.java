package dev.comfymesh.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.WireJson;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a job's time goes on its way to the node. A fact's moments are the begin of the transaction that stored it and of
 * the one that marked it as published, so a stage may end a little before it seems to begin.
 */
record Stages(Map<String, Latencies> byName) {

    static Stages read(Tables tables, Moments sent, Moments received) {
        var jobs = sent.ids();
        var accepted = moment(tables, "ingest", JobAccepted.class, "created_at");
        var told = moment(tables, "ingest", JobAccepted.class, "published_at");
        var assigned = moment(tables, "router", AttemptAssigned.class, "created_at");
        var placed = moment(tables, "router", AttemptAssigned.class, "published_at");
        var stages = new LinkedHashMap<String, Latencies>();
        stages.put("sent, ingest begins to store", sent.until(accepted, jobs));
        stages.put("ingest stores and publishes", accepted.until(told, jobs));
        stages.put("router hears and decides", told.until(assigned, jobs));
        stages.put("router stores and publishes", assigned.until(placed, jobs));
        stages.put("executor hears and submits", placed.until(received, jobs));
        return new Stages(stages);
    }

    void write(ObjectNode json, Report report) {
        byName.forEach((name, latencies) -> {
            json.put(name, Report.rounded(latencies.p50()));
            report.add("  " + name + ", p50", latencies.p50(), "ms");
        });
    }

    private static Moments moment(Tables tables, String service, Class<? extends JobFact> fact, String column) {
        return tables.moments(
                service,
                "select subject, cast(extract(epoch from min(%s)) * 1000000 as bigint) from outbox where type = '%s' group by subject"
                        .formatted(column, WireJson.typeOf(fact)));
    }
}
