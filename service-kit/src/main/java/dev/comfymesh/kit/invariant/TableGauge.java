package dev.comfymesh.kit.invariant;

/**
 * A metric that is read off the service's own tables; declared as a bean, asked by {@link Invariants}.
 *
 * @param metric its full name, such as "comfymesh.router.waiting"
 * @param sql one statement without parameters that answers one number; cheap, as it runs all the time
 */
public record TableGauge(String metric, String sql) {}
