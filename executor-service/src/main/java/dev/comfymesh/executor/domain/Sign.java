package dev.comfymesh.executor.domain;

import static dev.comfymesh.executor.domain.Sign.Source.CLOCK;
import static dev.comfymesh.executor.domain.Sign.Source.EVENT;
import static dev.comfymesh.executor.domain.Sign.Source.LOOK;
import static dev.comfymesh.executor.domain.Sign.Source.SUBMIT;

/** Something that was learned of a run, and from where. */
public enum Sign {
    TAKEN(SUBMIT, "the node says that it took the run"),
    UNANSWERED(SUBMIT, "no usable answer came, or not in time"),

    HEARD_START(EVENT, "it is told that the run started"),
    HEARD_PROGRESS(EVENT, "it is told how far the run is"),
    HEARD_END(EVENT, "it is told that the run is over"),
    HEARD_AGAIN(EVENT, "the socket is there, for the first time or again"),

    SEEN_PENDING(LOOK, "it waits in the queue"),
    SEEN_RUNNING(LOOK, "it runs"),
    SEEN_FINISHED(LOOK, "it succeeded, says the node's record"),
    SEEN_BROKEN(LOOK, "it failed, says the node's record"),
    SEEN_INTERRUPTED(LOOK, "it was interrupted, says the node's record"),
    MISSED(LOOK, "the node answers and does not know it"),
    GONE(LOOK, "it was missed often and long enough"),
    NO_ANSWER(LOOK, "the node gives no usable answer"),
    AWAY(LOOK, "the node gave none for too long"),

    OVERDUE(CLOCK, "its time is over and it is still there"),
    STALLED(CLOCK, "it runs and showed no sign of life for too long"),
    UNHEEDED(CLOCK, "it is there long after it was interrupted");

    /** Where signs come from. */
    public enum Source {
        SUBMIT,
        EVENT,
        LOOK,
        /** Together with a look that shows the run alive. */
        CLOCK
    }

    private final Source source;
    private final String meaning;

    Sign(Source source, String meaning) {
        this.source = source;
        this.meaning = meaning;
    }

    public Source source() {
        return source;
    }

    public String meaning() {
        return meaning;
    }
}
