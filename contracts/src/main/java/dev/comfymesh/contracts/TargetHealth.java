package dev.comfymesh.contracts;

/** Whether a target can be used. */
public enum TargetHealth {
    UP,
    DOWN
}
