package dev.comfymesh.bench.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** What goes wrong in a run, and when: each kind once, on a GPU of its own or at one of the providers. */
final class Faults {
    static final Faults NONE = new Faults(List.of());

    static final double SLOWNESS = 4;

    private final List<Fault> all;
    private final double slowness;

    enum Kind {
        /** Everything takes several times as long. */
        SLOW(0.15),
        /** It claims success at once, and there is no output. */
        LIAR(0.10),
        /** It is gone: what runs there is lost, and nobody answers. */
        DEAD(0.10),
        /** A provider refuses everything. */
        OUTAGE(0.10);

        private final double share;

        Kind(double share) {
            this.share = share;
        }
    }

    record Fault(Kind kind, String machine, long fromMillis, long toMillis) {}

    Faults(List<Fault> all) {
        this(all, SLOWNESS);
    }

    private Faults(List<Fault> all, double slowness) {
        this.all = List.copyOf(all);
        this.slowness = slowness;
    }

    /** The same with what is slow so many times as slow. */
    Faults slowing(double times) {
        return new Faults(all, times);
    }

    double slowness() {
        return slowness;
    }

    static Faults spread(List<Machine> machines, long endMillis, RandomGenerator random) {
        var own = new ArrayList<>(machines.stream()
                .filter(machine -> machine.plan().own())
                .map(machine -> machine.plan().id())
                .toList());
        var providers = machines.stream()
                .filter(machine -> !machine.plan().own())
                .map(machine -> machine.plan().id())
                .toList();
        var faults = new ArrayList<Fault>();
        for (var kind : Kind.values()) {
            var from = Math.round(endMillis * (0.1 + 0.7 * random.nextDouble()));
            var draw = random.nextDouble();
            var among = kind == Kind.OUTAGE ? providers : own;
            if (!among.isEmpty()) {
                var machine = among.get((int) (draw * among.size()));
                own.remove(machine);
                faults.add(new Fault(kind, machine, from, from + Math.round(endMillis * kind.share)));
            }
        }
        return new Faults(faults);
    }

    boolean holds(Kind kind, String machine, long atMillis) {
        return all.stream()
                .anyMatch(fault -> fault.kind() == kind
                        && fault.machine().equals(machine)
                        && fault.fromMillis() <= atMillis
                        && atMillis < fault.toMillis());
    }

    /** When the machine dies within that time; negative when it does not. */
    long deathMillis(String machine, long fromMillis, long toMillis) {
        return all.stream()
                .filter(fault -> fault.kind() == Kind.DEAD && fault.machine().equals(machine))
                .mapToLong(Fault::fromMillis)
                .filter(death -> fromMillis < death && death < toMillis)
                .findFirst()
                .orElse(-1);
    }
}
