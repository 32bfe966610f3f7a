package dev.comfymesh.router.domain;

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
 */
public record Traits(
        @Nullable String grade,
        long microsPerRun,
        @Nullable Resident resident,
        @Nullable String provider,
        @Nullable String accelerator,
        @Nullable String region) {
    public static final Traits UNKNOWN = new Traits(null, 0, null);

    /** Of one whose operator says no more. */
    public Traits(@Nullable String grade, long microsPerRun, @Nullable Resident resident) {
        this(grade, microsPerRun, resident, null, null, null);
    }

    /** The models that a target has at hand: in the memory of its device, and in that of its host. */
    public record Resident(Set<ModelFile> device, Set<ModelFile> host) {
        public Resident {
            device = Set.copyOf(device);
            host = Set.copyOf(host);
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
    }

    long loadMillis(Needs needs, Loads loads) {
        return resident == null ? 0 : resident.loadMillis(needs.models(), loads);
    }
}
