package dev.comfymesh.router.domain;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Set;

/**
 * Which input files targets hold, as far as one remembers: each that was brought there once for a tenant. To be wrong is cheap:
 * a file is brought again, or was there already.
 */
public final class InputsAtHand {
    private static final int MOST = 10_000;

    // Those that were brought last come last.
    private final LinkedHashMap<File, Set<String>> holders = new LinkedHashMap<>();

    /** Nobody uses the files of another tenant, even where they are the same. */
    private record File(String tenantId, String sha256) {}

    /** From now on the target holds what the job brings. */
    public void brought(Job job, String targetId) {
        for (var input : job.inputs()) {
            var file = new File(job.tenant().id(), input.sha256());
            var there = holders.remove(file);
            var all = there == null ? new HashSet<String>(2) : there;
            all.add(targetId);
            holders.put(file, all);
            if (holders.size() > MOST) {
                holders.pollFirstEntry();
            }
        }
    }

    public void forget() {
        holders.clear();
    }

    boolean holds(String targetId, Job job, Input input) {
        var there = holders.get(new File(job.tenant().id(), input.sha256()));
        return there != null && there.contains(targetId);
    }
}
