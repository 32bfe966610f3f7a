package dev.comfymesh.kit.outbox;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How subjects are divided among relays: each subject belongs to one shard, for ever. */
final class Shards {
    private static final int COUNT = 4;
    private static final String PREFIX = "outbox-";

    private Shards() {}

    static int of(String subject) {
        return Math.floorMod(subject.hashCode(), COUNT);
    }

    /** The names under which relays lease the shards. */
    static Set<String> leaseNames() {
        return IntStream.range(0, COUNT).mapToObj(shard -> PREFIX + shard).collect(Collectors.toUnmodifiableSet());
    }

    static int ofLease(String name) {
        return Integer.parseInt(name.substring(PREFIX.length()));
    }

    static boolean areAll(int held) {
        return held == COUNT;
    }
}
