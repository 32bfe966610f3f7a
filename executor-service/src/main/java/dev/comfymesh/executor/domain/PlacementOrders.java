package dev.comfymesh.executor.domain;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** All that agents are to place at a moment, the same for each; equal orders have the same version in every replica. */
public record PlacementOrders(List<Order> orders, String version) {
    public static final PlacementOrders NONE = of(List.of());

    public PlacementOrders {
        orders = List.copyOf(orders);
    }

    /** Which of them is more urgent is no other version. */
    public static PlacementOrders of(List<Order> orders) {
        var words = orders.stream().map(Order::toString).sorted().collect(Collectors.joining());
        var version = UUID.nameUUIDFromBytes(words.getBytes(StandardCharsets.UTF_8));
        return new PlacementOrders(orders, version.toString());
    }

    public record Order(String sha256, String folder, String name, long bytes) {
        public static Order of(ModelFile file) {
            return new Order(file.sha256(), file.folder(), file.placedName(), file.bytes());
        }
    }
}
