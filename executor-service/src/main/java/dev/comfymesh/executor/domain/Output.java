package dev.comfymesh.executor.domain;

/** Something that a finished run shows for one of its nodes. */
public sealed interface Output permits OutputFile, OutputText {
    String node();
}
