package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.ingest.domain.Caller;
import dev.comfymesh.ingest.domain.Scope;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/** A key by its hash; the secret itself is nowhere. */
@Entity
@Table(name = "api_key")
@NullUnmarked
class ApiKeyEntity {
    @Id
    String hash;

    @ManyToOne(fetch = FetchType.EAGER)
    @JoinColumn(name = "tenant_id")
    TenantEntity tenant;

    String prefix;

    String scopes;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "revoked_at")
    Instant revokedAt;

    boolean validAt(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    Caller caller() {
        return new Caller(tenant.tenant(), prefix, tenant.allowedClasses(), Scope.parse(scopes));
    }
}
