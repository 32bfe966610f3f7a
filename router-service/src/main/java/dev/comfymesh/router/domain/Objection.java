package dev.comfymesh.router.domain;

/** Why a target is not for a candidate now. */
public enum Objection {
    /** It takes no graphs, and the job names no model of its provider that makes the same. */
    CONTRACT,
    /** The job demands a target of our own. */
    NOT_OURS,
    /** It does not compute on what the job demands. */
    ACCELERATOR,
    /** It is not where the job demands. */
    RESIDENCY,
    /** The job names the targets that it may run on, and this is none of them. */
    NOT_NAMED,
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
    /** An attempt there is expected to cost more than the job allows for one. */
    TOO_DEAR,
    /** It would not be too dear if it had the models at hand. */
    COLD,
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
                    CATALOGUE_UNKNOWN,
                    FILES_NOT_PLACED,
                    COLD,
                    UNTRIED -> true;
            case CONTRACT,
                    NOT_OURS,
                    ACCELERATOR,
                    RESIDENCY,
                    NOT_NAMED,
                    CORDONED,
                    NODE_CLASS_MISSING,
                    MODEL_MISSING,
                    NO_AGENT,
                    TOO_DEAR,
                    OVER_CAP -> false;
        };
    }
}
