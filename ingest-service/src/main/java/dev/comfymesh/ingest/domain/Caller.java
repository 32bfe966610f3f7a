package dev.comfymesh.ingest.domain;

import dev.comfymesh.contracts.Tenant;
import java.util.Set;

/**
 * Who asks: a tenant with its limits, and what the key may do. No allowed class means that all are allowed.
 *
 * @param name as it stands in the history of what was changed: the visible part of the key
 */
public record Caller(Tenant tenant, String name, Set<String> allowedClasses, Set<Scope> scopes) {
    public Caller {
        allowedClasses = Set.copyOf(allowedClasses);
        scopes = Set.copyOf(scopes);
    }

    public String tenantId() {
        return tenant.id();
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }

    public boolean mayUseClass(String classType) {
        return allowedClasses.isEmpty() || allowedClasses.contains(classType);
    }
}
