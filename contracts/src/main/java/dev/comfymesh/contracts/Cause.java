package dev.comfymesh.contracts;

/** Why something ended badly: a stable code for programs, a sentence for people. Holds no secret and no server path. */
public record Cause(String code, String detail) {}
