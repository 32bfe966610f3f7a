package dev.comfymesh.executor.adapter.store;

import dev.comfymesh.contracts.TargetDefined;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.kit.inbox.Inbox;
import dev.comfymesh.kit.inbox.Incoming;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps the targets as they were last defined. */
@ApplicationScoped
@Named("targets")
class TargetsApplication implements Inbox.Application {
    private static final String DEFINE = """
            insert into target (id, kind, contract, provider, url, slots, removed, defined_at)
            values (:id, :kind, :contract, nullif(:provider, ''), :url, :slots, false, :at)
            on conflict (id) do update set kind = :kind, contract = :contract, provider = nullif(:provider, ''),
                url = :url, slots = :slots, removed = false, defined_at = :at""";

    @Override
    public Uni<Void> apply(Mutiny.Session session, Incoming event) {
        if (event.payload() == null) {
            return session.createMutationQuery("update TargetRow set removed = true where id = :id")
                    .setParameter("id", event.subject())
                    .executeUpdate()
                    .replaceWithVoid();
        }
        return event.type().equals(WireJson.typeOf(TargetDefined.class))
                ? define(session, event.read(TargetDefined.class))
                : Uni.createFrom().voidItem();
    }

    private static Uni<Void> define(Mutiny.Session session, TargetDefined target) {
        return session.createNativeQuery(DEFINE)
                .setParameter("id", target.targetId())
                .setParameter("kind", target.kind().name())
                .setParameter("contract", target.contract().name())
                .setParameter("provider", Objects.requireNonNullElse(target.provider(), ""))
                .setParameter("url", target.url())
                .setParameter("slots", target.slots())
                .setParameter("at", target.at())
                .executeUpdate()
                .replaceWithVoid();
    }
}
