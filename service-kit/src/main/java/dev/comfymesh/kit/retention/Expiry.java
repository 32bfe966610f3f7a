package dev.comfymesh.kit.retention;

/**
 * Rows that are of no use any more: declared as a bean, run every hour by {@link Retention}, and at once again as long as
 * it finds some. So it takes a limited number at a time, and leaves out what another replica has locked.
 *
 * @param what the rows' name in the log, such as "closed jobs"
 * @param sql one statement without parameters that deletes some of them
 */
public record Expiry(String what, String sql) {}
