package dev.comfymesh.contracts;

/** How many candidates of a pool were lost for one reason. */
public record ReasonCount(String code, int count) {}
