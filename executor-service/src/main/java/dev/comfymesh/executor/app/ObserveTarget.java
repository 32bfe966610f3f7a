package dev.comfymesh.executor.app;

import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.contracts.TargetObserved;
import dev.comfymesh.executor.domain.TargetClass;
import dev.comfymesh.executor.domain.Tenure;
import dev.comfymesh.executor.domain.Vitals;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Looks at one node and tells the mesh what changed, and that nothing did every now and then. A node counts as down only
 * after failed looks in a row.
 */
final class ObserveTarget {
    private static final int FAILED_LOOKS = 2;
    private static final Vitals NOTHING = new Vitals(0, 0, 0, 0);

    private final Ports ports;
    private final Bulletin bulletin;
    private volatile boolean catalogueWanted = true;
    private volatile boolean lookWanted = true;
    private volatile Vitals latest = NOTHING;
    private int failedLooks;
    private @Nullable String catalogueDigest;
    private @Nullable String fingerprint;
    private Instant lastLook = Instant.MIN;
    private Instant catalogueDue = Instant.MIN;

    ObserveTarget(Ports ports, Tenure tenure) {
        this.ports = ports;
        this.bulletin = new Bulletin(ports, tenure);
    }

    /** The node may offer something else now: it was started again, or we only now reached it. */
    void readCatalogueAgain() {
        catalogueWanted = true;
        lookWanted = true;
    }

    /** The node says that it holds so many runs; answers whether a look may show something new. */
    boolean queueChanged(int runs) {
        if (runs != latest.running() + latest.pending()) {
            lookWanted = true;
        }
        return lookWanted;
    }

    /** What the last look showed; nothing but zeros without one. */
    Vitals vitals() {
        return latest;
    }

    TargetClass targetClass() {
        var seen = bulletin.last();
        return seen == null ? TargetClass.UNKNOWN : TargetClass.of(seen.machine());
    }

    /**
     * Looks once, unless the last look was only just now, and tells what is worth telling. A node that we hear says itself
     * when its queue changes: then nothing new is to be seen until it is time to tell the old again.
     */
    Uni<Void> look(NodeClient node, boolean heard) {
        var now = ports.clock().instant();
        var due =
                lookWanted || !heard || !now.isBefore(lastLook.plus(ports.pace().restate()));
        if (!due || now.isBefore(lastLook.plus(ports.pace().observeGap()))) {
            return Uni.createFrom().voidItem();
        }
        lastLook = now;
        lookWanted = false;
        return node.vitals()
                .chain(vitals -> vitals.isPresent() ? catalogue(node).chain(() -> up(vitals.get())) : down());
    }

    /** The next look is taken, however soon it comes: there is something to tell that the node itself does not show. */
    void lookSoon() {
        lastLook = Instant.MIN;
        lookWanted = true;
    }

    private Uni<Void> catalogue(NodeClient node) {
        var now = ports.clock().instant();
        if (!catalogueWanted && now.isBefore(catalogueDue)) {
            return Uni.createFrom().voidItem();
        }
        catalogueWanted = false;
        catalogueDue = now.plus(ports.pace().catalogue());
        return node.catalogue(fingerprint)
                .chain(found -> switch (found) {
                    case CatalogueLook.Read read -> keep(read);
                    case CatalogueLook.Unchanged _ -> Uni.createFrom().voidItem();
                    case CatalogueLook.Unreadable _ ->
                        Uni.createFrom().voidItem().invoke(this::readCatalogueAgain);
                })
                .onFailure()
                .invoke(this::readCatalogueAgain);
    }

    private Uni<Void> keep(CatalogueLook.Read read) {
        return ports.catalogues()
                .keep(read.catalogue())
                .invoke(digest -> {
                    catalogueDigest = digest;
                    fingerprint = read.fingerprint();
                })
                .replaceWithVoid();
    }

    private Uni<Void> up(Vitals vitals) {
        failedLooks = 0;
        latest = vitals;
        return tell(TargetHealth.UP, vitals);
    }

    private Uni<Void> down() {
        failedLooks++;
        lookWanted = true;
        return failedLooks < FAILED_LOOKS ? Uni.createFrom().voidItem() : tell(TargetHealth.DOWN, NOTHING);
    }

    private Uni<Void> tell(TargetHealth health, Vitals vitals) {
        return bulletin.tell(
                health,
                new TargetObserved.Queue(vitals.running(), vitals.pending()),
                new TargetObserved.Vram(vitals.vramTotalBytes(), vitals.vramFreeBytes()),
                catalogueDigest,
                vitals.machine());
    }
}
