package dev.comfymesh.router.adapter.kafka;

import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.kit.inbox.Inbox;
import dev.comfymesh.kit.inbox.Incoming;
import dev.comfymesh.router.app.FollowFacts;
import dev.comfymesh.router.app.FollowFacts.Need;
import dev.comfymesh.router.app.Followed;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.hibernate.reactive.mutiny.Mutiny;

/** Follows the facts of batches; who is to hear what came of them hears it once that is committed, and not before. */
final class Following implements Inbox.Batch {
    private final BiFunction<Mutiny.Session, List<Incoming>, Uni<Followed>> follow;
    private final Consumer<Followed> told;
    private final Queue<Followed> untold = new ConcurrentLinkedQueue<>();

    Following(BiFunction<Mutiny.Session, List<Incoming>, Uni<Followed>> follow, Consumer<Followed> told) {
        this.follow = follow;
        this.told = told;
    }

    @Override
    public Inbox.Urgency urgency(String type) {
        return switch (WireJson.classOf(type).map(FollowFacts::need).orElse(Need.NONE)) {
            case NOW -> Inbox.Urgency.AT_ONCE;
            case SOON -> Inbox.Urgency.BY_AND_BY;
            case NONE -> Inbox.Urgency.NEVER;
        };
    }

    @Override
    public Uni<Void> apply(Mutiny.Session session, List<Incoming> events) {
        return follow.apply(session, events).invoke(untold::add).replaceWithVoid();
    }

    @Override
    public void committed() {
        for (var followed = untold.poll(); followed != null; followed = untold.poll()) {
            told.accept(followed);
        }
    }
}
