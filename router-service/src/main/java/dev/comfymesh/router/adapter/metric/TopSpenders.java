package dev.comfymesh.router.adapter.metric;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which tenants, or workflows, have a label of their own: those that have spent most, at most so many; the others are one.
 * While there are fewer, whoever comes first is among them. Safe from any thread.
 */
final class TopSpenders {
    static final String OTHER = "other";

    private final int most;
    private Set<String> names = Set.of();

    TopSpenders(int most) {
        this.most = most;
    }

    synchronized String label(String name) {
        if (!names.contains(name) && names.size() < most) {
            names = with(names, List.of(name));
        }
        return names.contains(name) ? name : OTHER;
    }

    /** These have spent most, the first the most of all; answers those that have no label of their own any more. */
    synchronized Set<String> replace(Collection<String> dearestFirst) {
        var before = names;
        names = with(with(Set.of(), dearestFirst), before);
        var gone = new LinkedHashSet<>(before);
        gone.removeAll(names);
        return gone;
    }

    private Set<String> with(Set<String> first, Collection<String> then) {
        var all = new LinkedHashSet<>(first);
        for (var name : then) {
            if (all.size() < most) {
                all.add(name);
            }
        }
        return all;
    }
}
