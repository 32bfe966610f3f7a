package dev.comfymesh.kit.invariant;

/**
 * Something that must always hold and that the service's own tables can disprove; declared as a bean, asked by
 * {@link Invariants}.
 *
 * @param invariant its short name, such as "I5"
 * @param sql one statement without parameters that answers the number of violations; cheap, as it runs all the time
 */
public record InvariantQuery(String invariant, String sql) {}
