package dev.comfymesh.executor.adapter.store;

import dev.comfymesh.contracts.TargetContract;
import dev.comfymesh.executor.domain.Target;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/** A target as the router last defined it; a removed one stays for the attempts that still run there. */
@Entity
@Table(name = "target")
@NullUnmarked
class TargetRow {
    @Id
    String id;

    String kind;
    String url;
    int slots;
    boolean removed;
    String contract;
    String provider;
    Instant definedAt;

    Target target() {
        return new Target(id, URI.create(url), slots, removed, TargetContract.valueOf(contract), provider);
    }
}
