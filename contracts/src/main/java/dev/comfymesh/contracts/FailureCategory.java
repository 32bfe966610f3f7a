package dev.comfymesh.contracts;

/** Whose business a failure is; decides retry and metric label. */
public enum FailureCategory {
    /** The request is at fault: trying again is pointless. */
    CALLER,
    /** The target is at fault: another one may do better. */
    PROVIDER,
    /** Nothing is at fault but there was no room or time. */
    CAPACITY,
    /** We are at fault. */
    INTERNAL
}
