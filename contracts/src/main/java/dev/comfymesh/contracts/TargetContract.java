package dev.comfymesh.contracts;

/** What a target takes. */
public enum TargetContract {
    /** Any ComfyUI graph. */
    GRAPH,
    /** A model's name and its parameters. */
    MODEL_PARAMS
}
