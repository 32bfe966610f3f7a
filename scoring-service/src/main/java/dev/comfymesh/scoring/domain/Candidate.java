package dev.comfymesh.scoring.domain;

import dev.comfymesh.contracts.NewCandidate;
import dev.comfymesh.contracts.Reason;
import dev.comfymesh.contracts.Verdict;
import dev.comfymesh.scoring.domain.Examination.Measured;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A member of a pool and how it stands there; once lost or judged its ending never changes. */
public record Candidate(String id, int n, long seed, Standing standing) {

    /** How a candidate stands in its pool. */
    public sealed interface Standing {
        /** Whether nothing more is to be waited for. */
        default boolean ended() {
            return this instanceof Lost || this instanceof Judged;
        }
    }

    /** It runs, or waits to run. */
    public record Awaited() implements Standing {}

    /** The same, and another does so beside it, to be sure: whoever comes second is not waited for. */
    public record Hedged() implements Standing {}

    /** The picture of this attempt is there and waits to be measured. */
    public record Waiting(UUID attemptId) implements Standing {}

    /** The router gave it up; the code says why. */
    public record Lost(String code) implements Standing {}

    /**
     * Its picture was looked at.
     *
     * @param fingerprint null when there was nothing that could be measured
     * @param embedding null where nobody asked for it, or nobody could tell
     * @param measurements null also where nobody asked for them
     * @param duplicateOf the better candidate that looks the same; null as long as there is none
     * @param setAside why it is not delivered although it passed by itself; null as long as it may be
     */
    public record Judged(
            UUID attemptId,
            Verdict verdict,
            @Nullable Fingerprint fingerprint,
            @Nullable Embedding embedding,
            @Nullable Measurements measurements,
            @Nullable String duplicateOf,
            @Nullable Reason setAside)
            implements Standing {
        /** Whose embedding nobody asked for. */
        public Judged(
                UUID attemptId,
                Verdict verdict,
                @Nullable Fingerprint fingerprint,
                @Nullable Measurements measurements,
                @Nullable String duplicateOf,
                @Nullable Reason setAside) {
            this(attemptId, verdict, fingerprint, null, measurements, duplicateOf, setAside);
        }

        static Judged of(UUID attemptId, Verdict verdict, Examination examination) {
            return examination instanceof Measured(var seen, var fingerprint, var embedding)
                    ? new Judged(attemptId, verdict, fingerprint, embedding, seen, null, null)
                    : new Judged(attemptId, verdict, null, null, null, null, null);
        }

        /** What was seen when it was looked at, as far as it is known here. */
        Examination examination() {
            if (measurements != null && fingerprint != null) {
                return new Measured(measurements, fingerprint, embedding);
            }
            var reason = verdict.reasons().getFirst();
            return reason.code().equals(Examination.UNJUDGED)
                    ? new Examination.Unjudged(reason)
                    : new Examination.Refused(reason);
        }

        Judged marked(@Nullable String better, @Nullable Reason objection) {
            return new Judged(attemptId, verdict, fingerprint, embedding, measurements, better, objection);
        }
    }

    /** What was measured in its picture, as far as that is known here. */
    public Optional<Measurements> measurements() {
        return standing instanceof Judged judged ? Optional.ofNullable(judged.measurements()) : Optional.empty();
    }

    /** As it would stand had it been judged under this profile; what was not looked at stays as it is. */
    Candidate rejudged(Profile profile) {
        return standing instanceof Judged judged
                ? standing(Judged.of(judged.attemptId(), profile.judge(judged.examination()), judged.examination()))
                : this;
    }

    static Candidate added(NewCandidate added) {
        return new Candidate(added.candidateId(), added.n(), added.seed(), new Awaited());
    }

    static Candidate hedge(NewCandidate added) {
        return added(added).standing(new Hedged());
    }

    Candidate standing(Standing next) {
        return new Candidate(id, n, seed, next);
    }
}
