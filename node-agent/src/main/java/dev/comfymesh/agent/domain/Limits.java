package dev.comfymesh.agent.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * How much may be placed, and what: never beyond the cap, never below the floor of free space, and only kinds of files
 * that are read and not run. Room is made among the placed files that no order wants, those first that were wanted
 * longest ago.
 */
public record Limits(long capBytes, long floorBytes, Set<String> suffixes) {
    private static final long MIB = 1024 * 1024;

    public Limits {
        suffixes = Set.copyOf(suffixes);
    }

    /** What lies here: the placed files, the free space, and what was fetched of the order already. */
    public record Stock(List<PlacedFile> placed, long freeBytes, long fetchedBytes) {
        public Stock {
            placed = List.copyOf(placed);
        }
    }

    public Placement plan(Order order, Stock stock, List<Order> wanted) {
        if (!suffixes.contains(order.suffix())) {
            return new Placement.Refuse("files of the kind '%s' are not placed here".formatted(order.suffix()));
        }
        if (order.bytes() > capBytes) {
            return new Placement.Refuse(
                    "its %d MiB are more than the cap of %d MiB".formatted(order.bytes() / MIB, capBytes / MIB));
        }
        var lacking = lackingBytes(order, stock);
        var evicted = new ArrayList<PlacedFile>();
        for (var file : unwanted(stock.placed(), wanted)) {
            if (lacking <= 0) {
                break;
            }
            evicted.add(file);
            lacking -= file.bytes();
        }
        return lacking <= 0
                ? new Placement.Place(List.copyOf(evicted))
                : new Placement.Refuse("%d MiB of room are missing".formatted(lacking / MIB + 1));
    }

    private long lackingBytes(Order order, Stock stock) {
        var used = stock.placed().stream().mapToLong(PlacedFile::bytes).sum();
        var beyondCap = used + order.bytes() - capBytes;
        var belowFloor = order.bytes() - stock.fetchedBytes() + floorBytes - stock.freeBytes();
        return Math.max(beyondCap, belowFloor);
    }

    private static List<PlacedFile> unwanted(List<PlacedFile> placed, List<Order> wanted) {
        return placed.stream()
                .filter(file -> wanted.stream().noneMatch(file::serves))
                .sorted(Comparator.comparing(PlacedFile::wantedAt).thenComparing(PlacedFile::name))
                .toList();
    }
}
