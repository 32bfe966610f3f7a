package dev.comfymesh.router.domain;

/** Why a target is not for a candidate now. */
public enum Objection {
    /** It takes no graphs. */
    CONTRACT,
    /** An operator keeps new work away from it. */
    CORDONED,
    /** It was never seen, or not for too long. */
    NOT_SEEN,
    /** It was seen and cannot be used. */
    DOWN,
    /** It failed too often of late. */
    EJECTED,
    /** It has just returned, and a candidate that can better afford to fail there is to try it first. */
    UNTRIED,
    /** What it offers is not known yet. */
    CATALOGUE_UNKNOWN,
    /** It does not offer a node class of the graph. */
    NODE_CLASS_MISSING,
    /** It does not have a model that the graph names. */
    MODEL_MISSING,
    /** The job brings files for it, and nobody there could place them. */
    NO_AGENT,
    /** The job's files are not there yet. */
    FILES_NOT_PLACED,
    /** The candidate failed there, and another target may do better. */
    FAILED_THERE,
    /** It has no slot for it yet. */
    NO_SLOT,
    /** Others keep it busy. */
    FOREIGN_QUEUE,
    /** The rest of the job's cap does not pay for it. */
    OVER_CAP;

    /** Whether the target may make an offer by and by. */
    boolean mayPass() {
        return switch (this) {
            case NO_SLOT,
                    FOREIGN_QUEUE,
                    FAILED_THERE,
                    NOT_SEEN,
                    DOWN,
                    EJECTED,
                    UNTRIED,
                    CATALOGUE_UNKNOWN,
                    FILES_NOT_PLACED -> true;
            case CONTRACT, CORDONED, NODE_CLASS_MISSING, MODEL_MISSING, NO_AGENT, OVER_CAP -> false;
        };
    }
}
