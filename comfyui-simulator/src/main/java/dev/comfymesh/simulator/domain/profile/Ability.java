package dev.comfymesh.simulator.domain.profile;

import java.lang.module.ModuleDescriptor.Version;

/** What servers learned to do in the course of time, and since when. */
public enum Ability {
    /** The id of a submission counts; before, each prompt gets one from the server. */
    OWN_PROMPT_IDS("0.3.44"),
    /** Flags are told and asked for, on the socket and at {@code /features}; previews may say whose they are. */
    FEATURE_FLAGS("0.3.44"),
    /** Clients are told the state of all nodes of a run. */
    PROGRESS_STATES("0.3.44"),
    /** A submission may ask for some outputs only. */
    PARTIAL_RUNS("0.3.47"),
    /** An interrupt may name its prompt; before, it hits whatever runs. */
    TARGETED_INTERRUPTS("0.3.56"),
    /** A submission is stamped with its time. */
    CREATE_TIMES("0.3.68"),
    /** A submission may ask for previews. */
    PREVIEWS_ON_REQUEST("0.4.0"),
    /** One route tells waiting, running, ended and unknown prompts apart. */
    JOBS("0.5.1"),
    /** A missing class has an error type of its own. */
    MISSING_NODE_TYPE("0.11.1"),
    /** An id must be a UUID in its usual form; before, any text would do. */
    STRICT_PROMPT_IDS("0.24.0"),
    /** A job can be cancelled, whether it waits or runs. */
    JOB_CANCELLING("0.25.0");

    private final Version since;

    Ability(String since) {
        this.since = Version.parse(since);
    }

    boolean isIn(Version version) {
        return version.compareTo(since) >= 0;
    }
}
