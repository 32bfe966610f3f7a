package dev.comfymesh.router.adapter.store;

import dev.comfymesh.kit.invariant.InvariantQuery;
import dev.comfymesh.kit.invariant.TableGauge;
import dev.comfymesh.kit.retention.Expiry;
import dev.comfymesh.router.config.RouterConfig;
import dev.comfymesh.router.domain.FailureRules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/** What is asked of the router's tables all the time: what must hold, how much there is, and what may go. */
@ApplicationScoped
public class RouterTables {
    // A target may have been given fewer slots since; what it holds then ends by itself.
    private static final String SLOTS = """
            select count(*) from (
                select a.target_id from attempt a join target t on t.target_id = a.target_id
                where a.ended_at is null group by a.target_id, t.slots having count(*) > greatest(t.slots, 1)) as overfull""";

    private static final String CAPS = """
            select count(*) from job j
            where (j.closed_at is null or j.closed_at > now() - interval '10 minutes')
              and j.spent_micros + (select coalesce(sum(a.reserved_micros), 0) from attempt a
                                    where a.job_id = j.job_id and a.ended_at is null) > j.cap_micros""";

    // The limit is the highest that any of the tenant's living jobs came with.
    private static final String RUNNING = """
            select count(*) from (
                select j.tenant_id from attempt a join job j on j.job_id = a.job_id
                where a.ended_at is null group by j.tenant_id
                having count(*) > max(j.tenant_max_running)) as over_limit""";

    private static final String ATTEMPTS = """
            select count(*) from (
                select a.candidate_id from attempt a
                where a.job_id in (select job_id from job
                                   where closed_at is null or closed_at > now() - interval '10 minutes')
                  and (a.failure is null or a.failure not in (%s))
                group by a.candidate_id having count(*) > %d) as over_budget""";

    private static final String ONE_AT_A_TIME = """
            select count(*) from (
                select candidate_id from attempt where ended_at is null
                group by candidate_id having count(*) > 1) as doubled""";

    private static final String UNBALANCED = """
            select count(*) from (
                select from entry where at > now() - interval '10 minutes'
                group by attempt_id, kind having sum(micros) <> 0 or count(*) <> 2) as unbalanced""";

    private static final String FORGET_JOBS = """
            with old as (
                select job_id from job where closed_at < now() - interval '%d seconds'
                order by closed_at limit 200 for update skip locked),
            decisions as (delete from decision using old where decision.job_id = old.job_id),
            attempts as (delete from attempt using old where attempt.job_id = old.job_id),
            candidates as (delete from candidate using old where candidate.job_id = old.job_id)
            delete from job using old where job.job_id = old.job_id""";

    private static final String FORGET_LESSONS = """
            delete from lesson where (kind, subject, shape) in (
                select kind, subject, shape from lesson where learned_at < now() - interval '%d seconds'
                order by learned_at limit 5000 for update skip locked)""";

    private static final String FORGET_PASSES = """
            delete from passes where (shape, grade) in (
                select shape, grade from passes where counted_at < now() - interval '%d seconds'
                order by counted_at limit 5000 for update skip locked)""";

    @Produces
    @Singleton
    InvariantQuery slots() {
        return new InvariantQuery("I8", sum(SLOTS, CAPS, RUNNING));
    }

    @Produces
    @Singleton
    InvariantQuery attempts(RouterConfig config) {
        var uncounted = FailureRules.uncounted().stream()
                .map(failure -> "'" + failure + "'")
                .collect(Collectors.joining(", "));
        return new InvariantQuery(
                "I14", sum(ATTEMPTS.formatted(uncounted, config.retry().attempts()), ONE_AT_A_TIME));
    }

    @Produces
    @Singleton
    InvariantQuery ledger() {
        return new InvariantQuery("I7", UNBALANCED);
    }

    @Produces
    @Singleton
    TableGauge waiting() {
        return new TableGauge("comfymesh.router.waiting", "select count(*) from candidate where state = 'WAITING'");
    }

    @Produces
    @Singleton
    TableGauge living() {
        return new TableGauge("comfymesh.router.living", "select count(*) from attempt where ended_at is null");
    }

    @Produces
    @Singleton
    TableGauge ejected() {
        return new TableGauge("comfymesh.router.ejected", "select count(*) from target where ejected_until > now()");
    }

    @Produces
    @Singleton
    TableGauge quarantined() {
        return new TableGauge("comfymesh.router.quarantined", "select count(*) from quarantine where until > now()");
    }

    @Produces
    @Singleton
    Expiry quarantines() {
        return new Expiry("old quarantines", "delete from quarantine where until < now() - interval '1 day'");
    }

    /** What was booked and delivered stays. */
    @Produces
    @Singleton
    Expiry jobs(RouterConfig config) {
        return new Expiry(
                "closed jobs", FORGET_JOBS.formatted(config.retention().toSeconds()));
    }

    @Produces
    @Singleton
    Expiry lessons(RouterConfig config) {
        return new Expiry(
                "old lessons",
                FORGET_LESSONS.formatted(config.learning().retention().toSeconds()));
    }

    @Produces
    @Singleton
    Expiry passes(RouterConfig config) {
        return new Expiry(
                "old counts of passes",
                FORGET_PASSES.formatted(config.learning().retention().toSeconds()));
    }

    private static String sum(String... counts) {
        return "select (" + String.join(") + (", counts) + ")";
    }
}
