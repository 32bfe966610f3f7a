package dev.comfymesh.executor.app;

import java.util.Optional;
import java.util.UUID;

/** Where providers may tell us of runs. */
public interface HookAddresses {
    /** The address for one attempt, which nobody can guess; empty where none of ours can be reached from outside. */
    Optional<String> of(String targetId, UUID attemptId);
}
