package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.contracts.Tenant;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;

/** A tenant and its limits. */
@Entity
@Table(name = "tenant")
@NullUnmarked
class TenantEntity {
    @Id
    String id;

    int weight;

    @Column(name = "max_running")
    int maxRunning;

    @Column(name = "allowed_classes")
    String allowedClasses;

    Tenant tenant() {
        return new Tenant(id, weight, maxRunning);
    }

    Set<String> allowedClasses() {
        return Arrays.stream(allowedClasses.split(" "))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
