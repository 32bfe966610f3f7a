package dev.comfymesh.contracts;

/** Whether a target is one of our own ComfyUI nodes or an account with a third party. */
public enum TargetKind {
    NODE,
    PROVIDER
}
