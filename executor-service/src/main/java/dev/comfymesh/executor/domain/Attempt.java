package dev.comfymesh.executor.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One run of a candidate on one target; its id is the node's prompt id. {@code clientId} is the socket identity under which
 * it was submitted, null until then; {@code stop} is the wish to end it early; {@code remoteId} is what its provider knows the
 * run by, null until that is known, and always at a node.
 */
public record Attempt(
        Assignment assignment,
        AttemptState state,
        @Nullable String clientId,
        @Nullable Stop stop,
        @Nullable String remoteId) {

    /** A wish to end a run early, and when it was made. */
    public record Stop(StopReason reason, Instant at) {}

    public static Attempt of(Assignment assignment) {
        return new Attempt(assignment, AttemptState.ASSIGNED, null, null, null);
    }

    public UUID id() {
        return assignment.attemptId();
    }

    public Attempt in(AttemptState next) {
        return new Attempt(assignment, next, clientId, stop, remoteId);
    }

    public Attempt submittedAs(String client) {
        return new Attempt(assignment, state, client, stop, remoteId);
    }

    public Attempt stopping(Stop wish) {
        return new Attempt(assignment, state, clientId, wish, remoteId);
    }

    public Attempt knownAs(String remote) {
        return new Attempt(assignment, state, clientId, stop, remote);
    }
}
