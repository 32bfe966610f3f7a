package dev.comfymesh.testkit.planted.adapter.store;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

final class RemovesAnEntity {
    Uni<Void> forget(Mutiny.Session session, Object row) {
        return session.remove(row);
    }
}
