package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.ChargeKind;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an attempt is charged with, in double entry: its job bears the cost up to what was set aside for the attempt, the
 * house bears the rest, and the target is credited with both. So all entries that were ever made come to zero together.
 */
public record Charge(ChargeKind kind, Cost cost, long borneMicros) {

    public static Charge of(ChargeKind kind, Cost cost, long reservedMicros) {
        return new Charge(kind, cost, Math.min(cost.micros(), reservedMicros));
    }

    /** What a target asks for an attempt that no job pays for. */
    public static Charge toTheHouse(Cost cost) {
        return new Charge(ChargeKind.WASTE, cost, 0);
    }

    /** Pairs that balance; none for what cost nothing. */
    public List<LedgerEntry> entries() {
        return Stream.of(
                        LedgerEntry.pair(LedgerEntry.Kind.of(kind), borneMicros),
                        LedgerEntry.pair(LedgerEntry.Kind.OVERRUN, cost.micros() - borneMicros))
                .flatMap(List::stream)
                .toList();
    }

    /** What makes good an estimate: its job keeps what it was charged with, the house bears the difference or has it back. */
    public static List<LedgerEntry> correction(long estimatedMicros, Cost known) {
        return LedgerEntry.pair(LedgerEntry.Kind.CORRECTION, known.micros() - estimatedMicros);
    }
}
