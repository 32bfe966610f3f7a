package dev.comfymesh.agent.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final long MIB = 1024 * 1024;
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final Limits limits = new Limits(100 * MIB, 50 * MIB, Set.of(".safetensors"));
    private final PlacedFile old = placed('a', 40, NOON.minusSeconds(200));
    private final PlacedFile recent = placed('b', 40, NOON.minusSeconds(100));

    @Test
    void placesWhatFits() {
        assertThat(limits.plan(order('c', 20), stock(70, 0, old, recent), List.of()))
                .isEqualTo(new Placement.Place(List.of()));
    }

    @Test
    void makesRoomBelowTheCapAmongThoseWantedLongestAgo() {
        assertThat(limits.plan(order('c', 30), stock(900, 0, recent, old), List.of()))
                .isEqualTo(new Placement.Place(List.of(old)));
        assertThat(limits.plan(order('c', 100), stock(900, 0, recent, old), List.of()))
                .isEqualTo(new Placement.Place(List.of(old, recent)));
    }

    @Test
    void makesRoomAboveTheFloorOfFreeSpace() {
        assertThat(limits.plan(order('c', 10), stock(55, 0, recent, old), List.of()))
                .isEqualTo(new Placement.Place(List.of(old)));
    }

    @Test
    void countsWhatWasFetchedAlreadyOnce() {
        assertThat(limits.plan(order('c', 10), stock(50, 10, recent, old), List.of()))
                .isEqualTo(new Placement.Place(List.of()));
    }

    @Test
    void neverMakesRoomWithWhatIsWanted() {
        var wanted = List.of(order('a', 40), order('b', 40));

        assertThat(limits.plan(order('c', 30), stock(900, 0, old, recent), wanted))
                .isEqualTo(new Placement.Refuse("11 MiB of room are missing"));
    }

    @Test
    void refusesWhatIsLargerThanTheCap() {
        assertThat(limits.plan(order('c', 101), stock(900, 0), List.of()))
                .isEqualTo(new Placement.Refuse("its 101 MiB are more than the cap of 100 MiB"));
    }

    @Test
    void refusesKindsOfFilesThatMayRunCode() {
        var pickle = new Order("c".repeat(64), "checkpoints", "cm-" + "c".repeat(64) + ".ckpt", 1);

        assertThat(limits.plan(pickle, stock(900, 0), List.of()))
                .isEqualTo(new Placement.Refuse("files of the kind '.ckpt' are not placed here"));
    }

    private static Limits.Stock stock(long freeMib, long fetchedMib, PlacedFile... placed) {
        return new Limits.Stock(List.of(placed), freeMib * MIB, fetchedMib * MIB);
    }

    private static Order order(char digit, long mib) {
        return new Order(digest(digit), "loras", name(digit), mib * MIB);
    }

    private static PlacedFile placed(char digit, long mib, Instant wantedAt) {
        return new PlacedFile(digest(digit), "loras", name(digit), mib * MIB, wantedAt);
    }

    private static String name(char digit) {
        return "cm-" + digest(digit) + ".safetensors";
    }

    private static String digest(char digit) {
        return String.valueOf(digit).repeat(64);
    }
}
