package dev.comfymesh.executor.domain;

import static dev.comfymesh.executor.domain.RunRule.Deed.COLLECT;
import static dev.comfymesh.executor.domain.RunRule.Deed.END;
import static dev.comfymesh.executor.domain.RunRule.Deed.INTERRUPT;
import static dev.comfymesh.executor.domain.RunRule.Deed.LOOK;
import static dev.comfymesh.executor.domain.RunRule.Deed.REST;
import static dev.comfymesh.executor.domain.RunRule.Deed.STATE_START;
import static dev.comfymesh.executor.domain.RunState.ENDED_BADLY;
import static dev.comfymesh.executor.domain.RunState.ENDED_WELL;
import static dev.comfymesh.executor.domain.RunState.INTERRUPTED;
import static dev.comfymesh.executor.domain.RunState.LOST;
import static dev.comfymesh.executor.domain.RunState.PENDING;
import static dev.comfymesh.executor.domain.RunState.RUNNING;
import static dev.comfymesh.executor.domain.RunState.UNKNOWN;
import static dev.comfymesh.executor.domain.Sign.AWAY;
import static dev.comfymesh.executor.domain.Sign.GONE;
import static dev.comfymesh.executor.domain.Sign.HEARD_AGAIN;
import static dev.comfymesh.executor.domain.Sign.HEARD_END;
import static dev.comfymesh.executor.domain.Sign.HEARD_PROGRESS;
import static dev.comfymesh.executor.domain.Sign.HEARD_START;
import static dev.comfymesh.executor.domain.Sign.MISSED;
import static dev.comfymesh.executor.domain.Sign.NO_ANSWER;
import static dev.comfymesh.executor.domain.Sign.OVERDUE;
import static dev.comfymesh.executor.domain.Sign.SEEN_BROKEN;
import static dev.comfymesh.executor.domain.Sign.SEEN_FINISHED;
import static dev.comfymesh.executor.domain.Sign.SEEN_INTERRUPTED;
import static dev.comfymesh.executor.domain.Sign.SEEN_PENDING;
import static dev.comfymesh.executor.domain.Sign.SEEN_RUNNING;
import static dev.comfymesh.executor.domain.Sign.STALLED;
import static dev.comfymesh.executor.domain.Sign.TAKEN;
import static dev.comfymesh.executor.domain.Sign.UNANSWERED;
import static dev.comfymesh.executor.domain.Sign.UNHEEDED;

import dev.comfymesh.executor.domain.RunRule.Deed;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is believed of a run, as a table: the code goes by it and the documentation is printed from it. There is one rule for
 * each sign in each open state; one without a rule changes nothing, for the run is over.
 */
public final class RunRules {
    private static final Set<RunState> OPEN = Set.of(UNKNOWN, PENDING, RUNNING);
    private static final Set<RunState> TAKEN_UP = Set.of(PENDING, RUNNING);
    private static final Set<RunState> UNSTARTED = Set.of(UNKNOWN, PENDING);

    public static final List<RunRule> ALL = List.of(
            rule(Set.of(UNKNOWN), TAKEN, PENDING, REST, "It is in the queue from here on."),
            rule(TAKEN_UP, TAKEN, null, REST, "Its events were quicker than the answer."),
            rule(OPEN, UNANSWERED, null, LOOK, "It may be running, so it is looked for and never sent again."),
            rule(
                    UNSTARTED,
                    HEARD_START,
                    RUNNING,
                    STATE_START,
                    "Nothing hangs on a start but its time: a word is enough."),
            rule(Set.of(RUNNING), HEARD_START, null, REST, "It was told before."),
            rule(OPEN, HEARD_PROGRESS, null, REST, "It lives, which ends the silence and nothing else."),
            rule(
                    OPEN,
                    HEARD_END,
                    null,
                    LOOK,
                    "Events come twice, late or not at all: how it ended, only a look can tell."),
            rule(OPEN, HEARD_AGAIN, null, LOOK, "What was said while nobody heard it is not said again."),
            rule(
                    UNSTARTED,
                    SEEN_PENDING,
                    PENDING,
                    REST,
                    "Others may be in front of it, for as long as its time allows."),
            rule(Set.of(RUNNING), SEEN_PENDING, null, REST, "A look that overlaps the start; the next one settles it."),
            rule(OPEN, SEEN_RUNNING, RUNNING, STATE_START, "The event of its start may have got lost."),
            rule(
                    OPEN,
                    SEEN_FINISHED,
                    ENDED_WELL,
                    COLLECT,
                    "The node's record decides; that its files are sound is seen next."),
            rule(OPEN, SEEN_BROKEN, ENDED_BADLY, END, "The node's record names the node that failed."),
            rule(
                    OPEN,
                    SEEN_INTERRUPTED,
                    INTERRUPTED,
                    END,
                    "By us, as what we wanted; otherwise by somebody else there."),
            rule(
                    OPEN,
                    MISSED,
                    null,
                    REST,
                    "It may be validated still, or be on its way from the queue to the history."),
            rule(OPEN, GONE, LOST, END, "The node took it back, never had it, or was restarted and forgot it."),
            rule(OPEN, NO_ANSWER, null, REST, "A silent node may well be working."),
            rule(OPEN, AWAY, LOST, END, "Waiting longer costs more than running it elsewhere."),
            rule(OPEN, OVERDUE, null, INTERRUPT, "Its slot is promised to others; how it ends, the next looks tell."),
            rule(OPEN, STALLED, null, INTERRUPT, "A run that hangs does not end by itself."),
            rule(OPEN, UNHEEDED, LOST, END, "A node may interrupt nothing inside a step that hangs."));

    private static final Map<RunState, Map<Sign, RunRule>> BY_STATE = byState();

    private RunRules() {}

    /** Null when the sign changes nothing: the run is over. */
    public static @Nullable RunRule of(RunState known, Sign sign) {
        var rules = BY_STATE.get(known);
        return rules == null ? null : rules.get(sign);
    }

    private static Map<RunState, Map<Sign, RunRule>> byState() {
        var rules = new EnumMap<RunState, Map<Sign, RunRule>>(RunState.class);
        ALL.forEach(rule -> rule.from()
                .forEach(from -> rules.computeIfAbsent(from, _ -> new EnumMap<>(Sign.class))
                        .put(rule.sign(), rule)));
        return rules;
    }

    private static RunRule rule(Set<RunState> from, Sign sign, @Nullable RunState to, Deed deed, String because) {
        return new RunRule(from, sign, to, deed, because);
    }
}
