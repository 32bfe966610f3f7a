package dev.comfymesh.ingest.adapter.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import dev.comfymesh.ingest.app.IdempotencyKey;
import dev.comfymesh.ingest.app.Submission;
import dev.comfymesh.ingest.domain.Account;
import dev.comfymesh.ingest.domain.Job;
import dev.comfymesh.kit.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The transaction that accepts jobs, one or many. The idempotency records come first: whoever submits the same key waits
 * there for the outcome. The accounts come next: their rows are shared by all of a tenant's submits, and locked until the
 * commit.
 */
@ApplicationScoped
class Acceptance {
    private final Outbox outbox;

    Acceptance(Outbox outbox) {
        this.outbox = outbox;
    }

    /** How each of them ends, by job; absent for those whose key stands for something already. */
    Uni<Map<UUID, Submission>> accept(Mutiny.Session session, List<PendingAccept> accepts) {
        return AcceptSql.claim(session, accepts)
                .chain(claimed -> claimed.isEmpty()
                        ? Uni.createFrom().item(Map.of())
                        : AcceptSql.available(session, tenants(claimed))
                                .chain(available -> store(session, claimed, uncovered(claimed, available))));
    }

    private Uni<Map<UUID, Submission>> store(
            Mutiny.Session session, List<PendingAccept> claimed, Map<UUID, Account> uncovered) {
        var covered = claimed.stream()
                .filter(accept -> !uncovered.containsKey(accept.job().id()))
                .toList();
        var others = claimed.stream()
                .filter(accept -> uncovered.containsKey(accept.job().id()))
                .toList();
        return AcceptSql.giveBack(session, others)
                .chain(() -> store(session, covered))
                .replaceWith(() -> submissions(claimed, uncovered));
    }

    private Uni<Void> store(Mutiny.Session session, List<PendingAccept> covered) {
        return covered.isEmpty()
                ? Uni.createFrom().voidItem()
                : AcceptSql.store(session, covered)
                        .chain(() -> outbox.append(
                                session,
                                covered.stream().map(PendingAccept::fact).toList()));
    }

    private static Set<String> tenants(List<PendingAccept> accepts) {
        return accepts.stream().map(accept -> accept.job().tenantId()).collect(toSet());
    }

    private static Map<UUID, Account> uncovered(List<PendingAccept> accepts, Map<String, Long> available) {
        var uncovered = new HashMap<UUID, Account>();
        accepts.stream()
                .map(PendingAccept::job)
                .collect(groupingBy(Job::tenantId))
                .forEach((tenant, jobs) ->
                        uncovered.putAll(account(tenant, available).uncovered(jobs)));
        return uncovered;
    }

    /** Whoever has no account cannot promise even nothing. */
    private static Account account(String tenant, Map<String, Long> available) {
        return new Account(available.getOrDefault(tenant, -1L));
    }

    private static Map<UUID, Submission> submissions(List<PendingAccept> claimed, Map<UUID, Account> uncovered) {
        var submissions = new HashMap<UUID, Submission>();
        for (var accept : claimed) {
            var job = accept.job();
            var account = uncovered.get(job.id());
            submissions.put(
                    job.id(),
                    account == null
                            ? new Submission.Accepted(job)
                            : new Submission.Exhausted(
                                    account.availableMicros(), job.terms().capMicros()));
        }
        return submissions;
    }

    /** What the key stands for already; empty for nothing. */
    Uni<Optional<Submission>> repeat(Mutiny.Session session, String tenantId, IdempotencyKey key) {
        return AcceptSql.claimed(session, tenantId, key)
                .chain(claim -> claim.map(known -> repeat(session, known, key).map(Optional::of))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private static Uni<Submission> repeat(Mutiny.Session session, AcceptSql.Claim claim, IdempotencyKey key) {
        return claim.fingerprint().equals(key.fingerprint())
                ? session.find(JobEntity.class, claim.jobId())
                        .map(row -> new Submission.Repeated(row.job().asAccepted()))
                : Uni.createFrom().item(new Submission.KeyReused());
    }
}
