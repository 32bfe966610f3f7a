package dev.comfymesh.executor.adapter.store;

import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.AttemptCharged;
import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptRevokeRequested;
import dev.comfymesh.contracts.AttemptStarted;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.CandidateFailed;
import dev.comfymesh.contracts.CandidateScored;
import dev.comfymesh.contracts.CandidatesAdded;
import dev.comfymesh.contracts.Given;
import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.contracts.JobCancelRequested;
import dev.comfymesh.contracts.JobCancelled;
import dev.comfymesh.contracts.JobClosed;
import dev.comfymesh.contracts.JobCompleted;
import dev.comfymesh.contracts.JobExpired;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.JobFailed;
import dev.comfymesh.contracts.PoolSelected;
import dev.comfymesh.contracts.PoolShort;
import dev.comfymesh.contracts.Selected;
import dev.comfymesh.contracts.TopUpRefused;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.executor.domain.OutputKeys;
import dev.comfymesh.kit.inbox.Inbox;
import dev.comfymesh.kit.inbox.Incoming;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The facts of a poll that concern the executor, by what they bring; that one came before another is kept where it matters. */
final class News {
    private static final Set<String> URGENT =
            types(AttemptAssigned.class, AttemptRevokeRequested.class, JobCancelRequested.class);

    /** Of a job itself nothing is done before its first attempt, and nothing more after its selection but cleaning up. */
    private static final Set<String> PATIENT = types(JobAccepted.class, PoolSelected.class);

    private final List<JobAccepted> accepted = new ArrayList<>();
    private final List<Assigned> assigned = new ArrayList<>();
    private final Set<UUID> revoked = new HashSet<>();
    private final Set<UUID> cancelled = new HashSet<>();
    private final Map<UUID, List<UUID>> delivered = new LinkedHashMap<>();
    private final Map<UUID, Set<UUID>> lent = new LinkedHashMap<>();

    /** {@code over}: its job needed nothing more already. */
    record Assigned(AttemptAssigned fact, @Nullable String traceparent, boolean over) {
        UUID id() {
            return fact.attemptId();
        }

        UUID jobId() {
            return fact.jobId();
        }
    }

    private News() {}

    /** A job needs nothing more once its pool is selected or its cancellation asked for, so what closes it later is no news. */
    static Inbox.Urgency urgency(String type) {
        if (URGENT.contains(type)) {
            return Inbox.Urgency.AT_ONCE;
        }
        return PATIENT.contains(type) ? Inbox.Urgency.BY_AND_BY : Inbox.Urgency.NEVER;
    }

    private static Set<String> types(Class<?>... facts) {
        return Stream.of(facts).map(WireJson::typeOf).collect(Collectors.toUnmodifiableSet());
    }

    static News of(List<Incoming> events) {
        var news = new News();
        events.forEach(event -> event.fact().ifPresent(fact -> news.add(fact, event.traceparent())));
        return news;
    }

    List<JobAccepted> accepted() {
        return accepted;
    }

    List<Assigned> assigned() {
        return assigned;
    }

    /** Attempts. */
    Set<UUID> revoked() {
        return revoked;
    }

    /** Jobs. */
    Set<UUID> cancelled() {
        return cancelled;
    }

    /** Of each job that needs nothing more: the attempts whose outputs are delivered. */
    Map<UUID, List<UUID>> delivered() {
        return delivered;
    }

    /** Of each job whose outputs are given to another: the attempts that made them. */
    Map<UUID, Set<UUID>> lent() {
        return lent;
    }

    /** Nothing is to be done for a job to which pictures are given, but what they are outputs of must not be removed. */
    private void lend(List<Given> given) {
        given.stream()
                .flatMap(one -> OutputKeys.find(one.picture().key()).stream())
                .forEach(keys -> lent.computeIfAbsent(keys.jobId(), _ -> new LinkedHashSet<>())
                        .add(keys.attemptId()));
    }

    private void add(JobFact fact, @Nullable String traceparent) {
        switch (fact) {
            case JobAccepted job -> {
                if (job.given() == null) {
                    accepted.add(job);
                } else {
                    lend(job.given());
                }
            }
            case AttemptAssigned order ->
                assigned.add(new Assigned(order, traceparent, delivered.containsKey(order.jobId())));
            case AttemptRevokeRequested wish -> revoked.add(wish.attemptId());
            case JobCancelRequested wish -> {
                cancelled.add(wish.jobId());
                delivered.putIfAbsent(wish.jobId(), List.of());
            }
            case PoolSelected pool ->
                delivered.put(
                        pool.jobId(),
                        pool.selection().stream().map(Selected::attemptId).toList());
            case JobClosed _,
                    JobCompleted _,
                    JobFailed _,
                    JobCancelled _,
                    JobExpired _,
                    CandidatesAdded _,
                    TopUpRefused _,
                    AttemptStarted _,
                    AttemptSucceeded _,
                    AttemptFailed _,
                    AttemptCharged _,
                    CandidateFailed _,
                    CandidateScored _,
                    PoolShort _ -> {}
        }
    }
}
