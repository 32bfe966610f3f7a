package dev.comfymesh.contracts;

/** Why an attempt was paid. */
public enum ChargeKind {
    /** It ran for the job. */
    RUN,
    /** It ran and nothing of it could be used. */
    WASTE,
    /** It ran beside another to be sure. */
    HEDGE
}
