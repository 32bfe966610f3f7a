package dev.comfymesh.testkit.check;

import java.util.List;

/** What is read of the services' tables: each query runs under the role of each service that has the table. */
public enum Table {
    JOB("ingest", "select id, tenant_id, deadline, cap_micros, status, spent_micros, seq from job"),
    ACCOUNT("ingest", "select tenant_id, reserved_micros from account"),
    SETTLEMENT("ingest", "select job_id, tenant_id, reserved_micros, spent_micros, applied_at from settlement"),
    CLIENT_EVENT("ingest", "select job_id, count(*) as events, max(seq) as last from client_event group by job_id"),
    KEY("ingest", "select tenant_id, key, job_id from idempotency_record"),
    ROUTED_JOB("router", "select job_id, tenant_max_running, cap_micros, spent_micros, closed_at from job"),
    WAITING("router", "select candidate_id, job_id, state from candidate where state in ('WAITING', 'LIVING')"),
    SLOT("router", "select attempt_id, job_id, target_id, ended_at, failure from attempt"),
    ENTRY("router", "select attempt_id, kind, account, job_id, micros from entry"),
    TARGET("router", "select target_id, slots from target"),
    ATTEMPT("executor", "select id, job_id, target_id, state, epoch from attempt"),
    LEASE("executor", "select name, epoch from lease"),
    WORK("scoring", "select candidate_id, job_id from work"),
    OUTBOX(
            Service.NAMES,
            "select topic, subject, sequence, type, payload, created_at, published_at from outbox where topic = 'comfymesh.jobs.v1'"),
    SEQUENCE(Service.NAMES, "select subject, last from fact_sequence"),
    PARKED(Service.NAMES, "select id, subject, source, sequence, reason, detail from inbox_parked");

    private final List<String> services;
    private final String query;

    Table(String service, String query) {
        this(List.of(service), query);
    }

    Table(List<String> services, String query) {
        this.services = services;
        this.query = query;
    }

    List<String> services() {
        return services;
    }

    String query() {
        return query;
    }

    /** The services that own tables. */
    private static final class Service {
        static final List<String> NAMES = List.of("ingest", "router", "executor", "scoring");
    }
}
