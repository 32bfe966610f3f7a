package dev.comfymesh.bench.routing;

import dev.comfymesh.bench.routing.Machine.Plan;
import dev.comfymesh.bench.routing.Machine.Run;
import dev.comfymesh.router.domain.Decision.Assigned;
import dev.comfymesh.router.domain.Estimates;
import dev.comfymesh.router.domain.Form;
import dev.comfymesh.router.domain.Length;
import dev.comfymesh.router.domain.Odds;
import dev.comfymesh.router.domain.Odds.Passes;
import dev.comfymesh.router.domain.Served;
import dev.comfymesh.router.domain.Standing;
import dev.comfymesh.router.domain.Standing.Ejection;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What the router learns from the endings of attempts, kept in memory instead of its tables. */
final class Learning {
    private static final Duration REREAD = Duration.ofSeconds(10);

    private final Ejection ejection;
    private final Duration halfLife;
    private final Map<Key, Length> lengths = new HashMap<>();
    private final Map<Key, Passes> passes = new HashMap<>();
    private final Map<String, Form> forms = new HashMap<>();
    private final Map<String, Standing> standings = new HashMap<>();
    private final Map<String, Served> served = new HashMap<>();
    private Estimates estimates = new Estimates(List.of(), MeshPolicy.UNLEARNED);
    private Odds odds = Odds.NONE;
    private Instant read = Instant.EPOCH;

    private record Key(String workflow, String place) {}

    Learning(Ejection ejection, Duration halfLife) {
        this.ejection = ejection;
        this.halfLife = halfLife;
    }

    void ended(Assigned assigned, Plan plan, Run run, Instant now) {
        var form = forms.getOrDefault(plan.id(), Form.UNKNOWN);
        switch (run.ending()) {
            case DELIVERED, REJECTED -> {
                judged(plan, assigned, before -> before.honest(now));
                forms.put(plan.id(), form.succeeded(measured(assigned, plan, run), now));
                judged(assigned, plan, run.ending() == Machine.Ending.DELIVERED);
            }
            case FAILED -> forms.put(plan.id(), form.failed(now));
            case LIE -> judged(plan, assigned, before -> before.lied(ejection, now));
            case LOST, UNREACHABLE -> judged(plan, assigned, before -> before.failed(ejection, now));
            case REVOKED -> {}
        }
        if (plan.own()) {
            served.merge(
                    assigned.candidate().job().tenant().id(),
                    Served.NOTHING.plus(run.millis(), now, halfLife),
                    (before, _) -> before.plus(run.millis(), now, halfLife));
        }
        odds = new Odds(forms, passes.values());
    }

    /** What was assigned before its target came back says nothing of it. */
    private void judged(Plan plan, Assigned assigned, UnaryOperator<Standing> judgement) {
        var standing = standing(plan.id());
        if (standing.regards(assigned.terms().at())) {
            standings.put(plan.id(), judgement.apply(standing));
        }
    }

    Standing standing(String targetId) {
        return standings.getOrDefault(targetId, Standing.CLEAN);
    }

    Odds odds() {
        return odds;
    }

    Map<String, Served> served() {
        return served;
    }

    /** Read again now and then, as the router reads its table. */
    Estimates estimates(Instant now) {
        if (!now.isBefore(read.plus(REREAD))) {
            read = now;
            estimates = new Estimates(
                    lengths.entrySet().stream()
                            .map(one -> one.getValue()
                                    .estimate(
                                            one.getKey().workflow(),
                                            one.getKey().place()))
                            .toList(),
                    MeshPolicy.UNLEARNED);
        }
        return estimates;
    }

    /** Learns how long it took without its loads, as far as those are known; answers how many times as long as expected. */
    private double measured(Assigned assigned, Plan plan, Run run) {
        var offer = assigned.chosen();
        var outlook = offer.outlook();
        var load = outlook == null ? 0 : outlook.loadMillis();
        var took = Math.max(run.millis() / 4, run.millis() - load);
        var times = took / (double) Math.max(1, offer.serviceMillis());
        if (times < 3) {
            var key = new Key(assigned.candidate().job().digest(), plan.grade());
            lengths.merge(key, Length.UNKNOWN.plus(took), (before, _) -> before.plus(took));
        }
        return times;
    }

    private void judged(Assigned assigned, Plan plan, boolean passed) {
        var key = new Key(assigned.candidate().job().digest(), plan.grade());
        var before = passes.getOrDefault(key, new Passes(key.workflow(), key.place(), 0, 0));
        passes.put(
                key, new Passes(key.workflow(), key.place(), before.outputs() + 1, before.passed() + (passed ? 1 : 0)));
    }
}
