package dev.comfymesh.scoring.adapter.store;

import dev.comfymesh.contracts.CandidateScored;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.PoolSelected;
import dev.comfymesh.contracts.PoolShort;
import dev.comfymesh.contracts.Reason;
import dev.comfymesh.scoring.domain.PoolState;
import dev.comfymesh.scoring.domain.Terms;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/** Counts what pools state as it is entered, and logs each turn of a pool's life; a transaction that is repeated counts again. */
@ApplicationScoped
class PoolMeters {
    private static final Logger LOG = Logger.getLogger(PoolMeters.class);

    private final MeterRegistry meters;
    private final WorkflowLabels workflows = new WorkflowLabels();

    PoolMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    void count(PoolSheet sheet) {
        sheet.stated().forEach(this::count);
        sheet.changed().forEach(pool -> countOfWorkflow(pool.terms(), sheet.stated()));
        sheet.changed().stream()
                .filter(pool -> pool.state() == PoolState.ABANDONED)
                .forEach(pool -> {
                    LOG.infof("Pool %s is abandoned", pool.terms().jobId());
                    pool("abandoned");
                });
    }

    private void count(JobFact fact) {
        if (fact instanceof CandidateScored scored) {
            scored(scored);
        } else if (fact instanceof PoolShort shortage) {
            LOG.infof("Pool %s is short of %d after wave %d", fact.jobId(), shortage.missing(), shortage.wave());
            pool("short");
        } else if (fact instanceof PoolSelected selected) {
            var outcome = outcome(selected);
            LOG.infof(
                    "Pool %s closes %s with %d",
                    fact.jobId(), outcome, selected.selection().size());
            pool(outcome);
        }
    }

    private void scored(CandidateScored scored) {
        var passed = scored.verdict().passed();
        meters.counter("comfymesh.scoring.candidates", "verdict", passed ? "passed" : "rejected")
                .increment();
        var counter = passed ? "comfymesh.scoring.remarks" : "comfymesh.scoring.rejections";
        scored.verdict().reasons().stream()
                .map(Reason::code)
                .distinct()
                .forEach(code -> meters.counter(counter, "reason", code).increment());
    }

    private void countOfWorkflow(Terms terms, List<JobFact> stated) {
        for (var fact : stated) {
            if (fact instanceof CandidateScored scored && scored.jobId().equals(terms.jobId())) {
                scored(scored, workflows.of(terms.workflow()));
            }
        }
    }

    private void scored(CandidateScored scored, String workflow) {
        var passed = scored.verdict().passed();
        var verdict = passed ? "passed" : "rejected";
        meters.counter("comfymesh.scoring.workflow.candidates", "workflow", workflow, "verdict", verdict)
                .increment();
        if (!passed) {
            var first = scored.verdict().reasons().getFirst().code();
            meters.counter("comfymesh.scoring.workflow.rejections", "workflow", workflow, "reason", first)
                    .increment();
        }
    }

    private static String outcome(PoolSelected selected) {
        if (selected.complete()) {
            return "complete";
        }
        return selected.selection().isEmpty() ? "empty" : "partial";
    }

    private void pool(String outcome) {
        meters.counter("comfymesh.scoring.pools", "outcome", outcome).increment();
    }
}
