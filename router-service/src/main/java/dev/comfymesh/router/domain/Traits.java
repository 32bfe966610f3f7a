package dev.comfymesh.router.domain;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What else is known of a target.
 *
 * @param grade targets of one grade run alike; null for one that is like no other
 * @param microsPerRun what each run costs beside its time
 * @param resident null where nobody knows what models it has at hand: then nothing is expected to take time to load
 * @param provider the word for the third party whose account it is; null for a node
 * @param accelerator what it computes on, as its operator says
 * @param region where it is, as its operator says
 * @param learned what its runs have taught
 */
public record Traits(
        @Nullable String grade,
        long microsPerRun,
        @Nullable Resident resident,
        @Nullable String provider,
        @Nullable String accelerator,
        @Nullable String region,
        Learned learned) {
    public static final Traits UNKNOWN = new Traits(null, 0, null);

    /** Of one whose operator says no more. */
    public Traits(@Nullable String grade, long microsPerRun, @Nullable Resident resident) {
        this(grade, microsPerRun, resident, null, null, null);
    }

    /** As its operator describes it, before its runs have taught anything. */
    public Traits(
            @Nullable String grade,
            long microsPerRun,
            @Nullable Resident resident,
            @Nullable String provider,
            @Nullable String accelerator,
            @Nullable String region) {
        this(grade, microsPerRun, resident, provider, accelerator, region, Learned.NOTHING);
    }

    /**
     * The models that a target has at hand: in the memory of its device, and in that of its host.
     *
     * @param leavesDevice those that go back to the host when others come; none where there is room
     * @param leavesHost those that are dropped when others come from disk; none where there is room
     */
    public record Resident(
            Set<ModelFile> device, Set<ModelFile> host, Set<ModelFile> leavesDevice, Set<ModelFile> leavesHost) {
        public Resident {
            device = Set.copyOf(device);
            host = Set.copyOf(host);
            leavesDevice = Set.copyOf(leavesDevice);
            leavesHost = Set.copyOf(leavesHost);
        }

        /** With room for more. */
        public Resident(Set<ModelFile> device, Set<ModelFile> host) {
            this(device, host, Set.of(), Set.of());
        }

        long loadMillis(Set<ModelFile> models, Loads loads) {
            var millis = 0L;
            for (var model : models) {
                if (!device.contains(model)) {
                    millis += (host.contains(model) ? loads.fromHost() : loads.fromDisk()).toMillis();
                }
            }
            return millis;
        }

        boolean isOnHost(Set<ModelFile> models) {
            return host.containsAll(models);
        }
    }

    /**
     * What its runs have taught.
     *
     * @param microsByShape what a run of each shape of workflow costs beside its time, by its meter
     * @param usualMicros what one costs of a shape that never ran there
     * @param timesOfLoads how many times as long as others models take to load
     */
    public record Learned(Map<String, Double> microsByShape, double usualMicros, double timesOfLoads) {
        static final Learned NOTHING = of(Map.of(), 1);

        public Learned {
            microsByShape = Map.copyOf(microsByShape);
        }

        static Learned of(Map<String, Double> microsByShape, double timesOfLoads) {
            var usual = microsByShape.values().stream()
                    .sorted()
                    .mapToDouble(micros -> micros)
                    .average();
            return new Learned(microsByShape, usual.orElse(0), timesOfLoads);
        }

        private long micros(String shape) {
            var known = microsByShape.isEmpty() ? null : microsByShape.get(shape);
            return Math.round(known == null ? usualMicros : known);
        }
    }

    /** What a run of that shape costs beside its time: as the operator says, else as its meter has shown. */
    long microsPerRun(String shape) {
        return microsPerRun > 0 ? microsPerRun : learned.micros(shape);
    }

    long loadMillis(Needs needs, Loads loads) {
        return resident == null ? 0 : Math.round(resident.loadMillis(needs.models(), loads) * learned.timesOfLoads());
    }

    /** The same with what was found out. */
    public Traits with(@Nullable Resident atHand, Learned lessons) {
        return new Traits(grade, microsPerRun, atHand, provider, accelerator, region, lessons);
    }
}
