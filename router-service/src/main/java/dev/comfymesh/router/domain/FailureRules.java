package dev.comfymesh.router.domain;

import static dev.comfymesh.contracts.FailureClass.ACCOUNT_REFUSED;
import static dev.comfymesh.contracts.FailureClass.BUDGET;
import static dev.comfymesh.contracts.FailureClass.CONTENT_REJECTED;
import static dev.comfymesh.contracts.FailureClass.DEADLINE;
import static dev.comfymesh.contracts.FailureClass.DEMANDS_UNMET;
import static dev.comfymesh.contracts.FailureClass.GRAPH_INVALID;
import static dev.comfymesh.contracts.FailureClass.INPUT_MISSING;
import static dev.comfymesh.contracts.FailureClass.INTERNAL;
import static dev.comfymesh.contracts.FailureClass.INTERRUPTED;
import static dev.comfymesh.contracts.FailureClass.LOST;
import static dev.comfymesh.contracts.FailureClass.MODEL_MISSING;
import static dev.comfymesh.contracts.FailureClass.NODE_CLASS_MISSING;
import static dev.comfymesh.contracts.FailureClass.NODE_ERROR;
import static dev.comfymesh.contracts.FailureClass.NOT_STARTED;
import static dev.comfymesh.contracts.FailureClass.OUTPUT_UNVERIFIABLE;
import static dev.comfymesh.contracts.FailureClass.OUT_OF_MEMORY;
import static dev.comfymesh.contracts.FailureClass.POISON;
import static dev.comfymesh.contracts.FailureClass.REVOKED;
import static dev.comfymesh.contracts.FailureClass.STALLED;
import static dev.comfymesh.contracts.FailureClass.TIME_LIMIT;
import static dev.comfymesh.contracts.FailureClass.UNKNOWN;
import static dev.comfymesh.contracts.FailureClass.UNREACHABLE;
import static dev.comfymesh.router.domain.FailureRule.Again.ANYWHERE;
import static dev.comfymesh.router.domain.FailureRule.Again.ELSEWHERE;
import static dev.comfymesh.router.domain.FailureRule.Again.HERE_ONCE;
import static dev.comfymesh.router.domain.FailureRule.Again.NEVER;
import static dev.comfymesh.router.domain.FailureRule.Again.WHEN_KNOWN;
import static dev.comfymesh.router.domain.FailureRule.Blame.FAULT;
import static dev.comfymesh.router.domain.FailureRule.Blame.LIE;
import static dev.comfymesh.router.domain.FailureRule.Blame.NONE;
import static dev.comfymesh.router.domain.FailureRule.Blame.SILENCE;
import static dev.comfymesh.router.domain.FailureRule.Payment.NOTHING;
import static dev.comfymesh.router.domain.FailureRule.Payment.RESERVED;
import static dev.comfymesh.router.domain.FailureRule.Payment.RUN_TIME;

import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.router.domain.FailureRule.Again;
import dev.comfymesh.router.domain.FailureRule.Blame;
import dev.comfymesh.router.domain.FailureRule.Payment;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What follows each class of failure: one rule for each; the code goes by it and the documentation is printed from it. */
public final class FailureRules {
    public static final List<FailureRule> ALL = List.of(
            rule(GRAPH_INVALID, NEVER, true, NONE, NOTHING, "Every target would refuse it."),
            rule(NODE_CLASS_MISSING, ELSEWHERE, true, NONE, NOTHING, "Another target may offer it."),
            rule(INPUT_MISSING, NEVER, true, NONE, NOTHING, "What the graph reads was never there."),
            rule(DEMANDS_UNMET, NEVER, true, NONE, NOTHING, "Only another target, or another wish, changes that."),
            rule(NODE_ERROR, NEVER, true, NONE, RUN_TIME, "The graph raised it, and would again."),
            rule(MODEL_MISSING, ELSEWHERE, true, NONE, NOTHING, "Another target may have the model."),
            rule(OUT_OF_MEMORY, HERE_ONCE, true, NONE, RUN_TIME, "Its memory was freed; if that helps, it is warm."),
            rule(CONTENT_REJECTED, NEVER, true, NONE, RUN_TIME, "What one forbids is not tried on the next."),
            rule(ACCOUNT_REFUSED, ELSEWHERE, false, FAULT, NOTHING, "Nothing has started, nor will it there."),
            rule(INTERRUPTED, ELSEWHERE, true, NONE, RUN_TIME, "Somebody uses that target by hand."),
            rule(LOST, ELSEWHERE, true, SILENCE, RUN_TIME, "The target forgot what it had taken."),
            rule(UNREACHABLE, ELSEWHERE, false, SILENCE, NOTHING, "Nothing has started."),
            rule(OUTPUT_UNVERIFIABLE, ELSEWHERE, true, LIE, RUN_TIME, "The target claimed a success that was none."),
            rule(TIME_LIMIT, ELSEWHERE, true, NONE, RUN_TIME, "The graph may be long, or the target slow."),
            rule(STALLED, ELSEWHERE, true, SILENCE, RUN_TIME, "A target that hangs shows no sign of life."),
            rule(POISON, NEVER, true, NONE, RUN_TIME, "Whoever runs it next would die of it too."),
            rule(NOT_STARTED, ANYWHERE, false, NONE, NOTHING, "Nothing has started, and nobody is to blame."),
            rule(REVOKED, ELSEWHERE, false, NONE, RUN_TIME, "We asked for it: the candidate is not to suffer."),
            rule(DEADLINE, NEVER, true, NONE, RUN_TIME, "It would come too late."),
            rule(BUDGET, NEVER, true, NONE, RUN_TIME, "Nothing is left to pay it."),
            rule(UNKNOWN, WHEN_KNOWN, true, NONE, RESERVED, "It may be running: a second one would be paid as well."),
            rule(INTERNAL, ELSEWHERE, true, NONE, RUN_TIME, "The defect may lie with that one run."));

    private static final Map<FailureClass, FailureRule> BY_CLASS =
            ALL.stream().collect(Collectors.toUnmodifiableMap(FailureRule::failure, Function.identity()));

    private FailureRules() {}

    /** Every class has one. */
    public static FailureRule of(FailureClass failure) {
        var rule = BY_CLASS.get(failure);
        if (rule == null) {
            throw new IllegalArgumentException("no rule for " + failure);
        }
        return rule;
    }

    /** The classes that use up none of a candidate's attempts. */
    public static List<FailureClass> uncounted() {
        return ALL.stream()
                .filter(rule -> !rule.counts())
                .map(FailureRule::failure)
                .toList();
    }

    private static FailureRule rule(
            FailureClass failure, Again again, boolean counts, Blame blame, Payment payment, String because) {
        return new FailureRule(failure, again, counts, blame, payment, because);
    }
}
