package dev.comfymesh.agent.app;

import dev.comfymesh.agent.app.Mesh.Orders;
import dev.comfymesh.agent.domain.Limits;
import dev.comfymesh.agent.domain.Order;
import dev.comfymesh.agent.domain.PlacedFile;
import dev.comfymesh.agent.domain.Placement;
import dev.comfymesh.agent.domain.Report;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Fetches what is ordered and not here yet, a file a turn, and says what is here. */
public final class PlaceFiles {
    private static final Logger LOG = System.getLogger(PlaceFiles.class.getName());

    private static final long MIB = 1024 * 1024;

    /** Two wishes for a file within this time are one. */
    private static final Duration SAME_WISH = Duration.ofHours(1);

    private final Mesh mesh;
    private final Shelf shelf;
    private final Limits limits;
    private final Clock clock;
    private final Setbacks setbacks;
    private volatile Orders orders = Orders.NONE;

    public PlaceFiles(Mesh mesh, Shelf shelf, Limits limits, Clock clock) {
        this.mesh = mesh;
        this.shelf = shelf;
        this.limits = limits;
        this.clock = clock;
        this.setbacks = new Setbacks(clock);
    }

    /** Waits for other orders than the last; answers whether they came. */
    public boolean follow() throws IOException {
        var next = mesh.orders(orders.version());
        next.ifPresent(fresh -> orders = fresh);
        return next.isPresent();
    }

    /** Takes the first order that can be tried; answers whether there was one. Does nothing before there is word from the mesh. */
    public boolean placeOne() throws IOException {
        if (orders == Orders.NONE) {
            return false;
        }
        var wanted = orders.orders();
        shelf.keepUnfinished(wanted);
        setbacks.keep(wanted);
        var placed = shelf.placed();
        touch(placed, wanted);
        for (var order : wanted) {
            if (placed.stream().noneMatch(file -> file.serves(order)) && setbacks.mayTry(order)) {
                place(order, placed, wanted);
                return true;
            }
        }
        return false;
    }

    /** What lies here; a digest that another order wants in another folder as well counts once it is there too. */
    public Report report() throws IOException {
        var placed = shelf.placed();
        var missing = orders.orders().stream()
                .filter(order -> placed.stream().noneMatch(file -> file.serves(order)))
                .map(Order::sha256)
                .collect(Collectors.toSet());
        var digests = placed.stream()
                .map(PlacedFile::sha256)
                .filter(digest -> !missing.contains(digest))
                .distinct()
                .sorted()
                .toList();
        return new Report(digests, shelf.freeBytes(), setbacks.refused());
    }

    private void place(Order order, List<PlacedFile> placed, List<Order> wanted) throws IOException {
        var stock = new Limits.Stock(placed, shelf.freeBytes(), shelf.fetchedBytes(order));
        switch (limits.plan(order, stock, wanted)) {
            case Placement.Refuse(var reason) -> setbacks.add(order, reason);
            case Placement.Place(var evicted) -> {
                for (var file : evicted) {
                    shelf.delete(file);
                    LOG.log(Level.INFO, "Deleted {0}/{1} to make room", file.folder(), file.name());
                }
                fetch(order);
            }
        }
    }

    private void fetch(Order order) {
        try (var file = shelf.open(order)) {
            LOG.log(
                    Level.INFO,
                    "Fetching {0}/{1}: {2} of {3} MiB are here",
                    order.folder(),
                    order.name(),
                    file.bytes() / MIB,
                    order.bytes() / MIB);
            mesh.read(order, file.bytes(), file);
            if (file.finish()) {
                setbacks.clear(order);
                LOG.log(Level.INFO, "Placed {0}/{1}", order.folder(), order.name());
            } else {
                setbacks.add(order, "its content has another digest");
            }
        } catch (IOException | Shelf.Refused trouble) {
            setbacks.add(order, String.valueOf(trouble.getMessage()));
        }
    }

    private void touch(List<PlacedFile> placed, List<Order> wanted) throws IOException {
        var now = clock.instant();
        for (var file : placed) {
            if (file.wantedAt().isBefore(now.minus(SAME_WISH))
                    && wanted.stream().anyMatch(file::serves)) {
                shelf.wanted(file, now);
            }
        }
    }
}
