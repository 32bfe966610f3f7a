package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.ingest.app.JobFilter;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** One page of a tenant's jobs as SQL: ids are in order of creation, so the last id of a page is the way to the next. */
final class JobListing {
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final int limit;

    private JobListing(int limit) {
        this.limit = limit;
    }

    static JobListing of(String tenantId, JobFilter filter) {
        var listing = new JobListing(filter.limit());
        listing.where("tenant_id = :tenant", "tenant", tenantId);
        if (filter.before() != null) {
            listing.where("id < :before", "before", filter.before());
        }
        if (!filter.statuses().isEmpty()) {
            listing.where(
                    "status in (:statuses)",
                    "statuses",
                    filter.statuses().stream().map(Enum::name).toList());
        }
        if (filter.createdAfter() != null) {
            listing.where("created_at > :createdAfter", "createdAfter", filter.createdAfter());
        }
        if (filter.createdBefore() != null) {
            listing.where("created_at < :createdBefore", "createdBefore", filter.createdBefore());
        }
        if (filter.parkedOnly()) {
            listing.conditions.add("id in (select job_id from parked where tenant_id = :tenant)");
        }
        if (!filter.metadata().isEmpty()) {
            var wanted = new String(WireJson.write(filter.metadata()), StandardCharsets.UTF_8);
            listing.where("cast(metadata as jsonb) @> cast(cast(:metadata as text) as jsonb)", "metadata", wanted);
        }
        return listing;
    }

    /** One row more than the limit tells that there are more. */
    Uni<List<JobEntity>> rows(Mutiny.Session session) {
        var sql = "select * from job where " + String.join(" and ", conditions) + " order by id desc";
        var query = session.createNativeQuery(sql, JobEntity.class);
        parameters.forEach(query::setParameter);
        return query.setMaxResults(limit + 1).getResultList();
    }

    private void where(String condition, String name, Object value) {
        conditions.add(condition);
        parameters.put(name, value);
    }
}
