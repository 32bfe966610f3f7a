package dev.comfymesh.router.app;

import dev.comfymesh.contracts.CandidateScored;
import dev.comfymesh.router.domain.Standing;
import dev.comfymesh.router.domain.Standing.Ejection;
import java.time.Instant;
import java.util.UUID;

/** What one attempt says of the target on which it ran. */
public record Judgement(UUID attemptId, Word word) {
    private static final String UNREADABLE = "UNREADABLE";
    private static final String BLANK = "BLANK";

    /** For or against it. */
    public enum Word {
        HONEST,
        FAULT,
        /** Nothing was heard of it. */
        SILENCE,
        LIE
    }

    /**
     * By what was seen of its outputs: what is no picture is a lie. A blank one may be what its graph makes, so that only
     * some of them in a row speak against the target.
     */
    static Judgement of(CandidateScored scored) {
        var reasons = scored.verdict().reasons();
        if (reasons.stream().anyMatch(reason -> reason.code().equals(UNREADABLE))) {
            return new Judgement(scored.attemptId(), Word.LIE);
        }
        var doubtful = reasons.stream().anyMatch(reason -> reason.code().equals(BLANK));
        return new Judgement(scored.attemptId(), doubtful ? Word.FAULT : Word.HONEST);
    }

    /** {@code ours} says that a silence is more likely the fault of our side. */
    Standing applied(Standing before, Ejection ejection, boolean ours, Instant now) {
        return switch (word) {
            case HONEST -> before.honest(now);
            case FAULT -> before.failed(ejection, now);
            case SILENCE -> ours ? before.silencedByUs(now) : before.fellSilent(ejection, now);
            case LIE -> before.lied(ejection, now);
        };
    }
}
