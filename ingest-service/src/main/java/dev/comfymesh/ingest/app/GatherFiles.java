package dev.comfymesh.ingest.app;

import static java.util.stream.Collectors.toMap;

import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.ingest.app.NewFile.Source;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings the files of a job into the object store before the job is accepted, while the client waits: within a time, and for a
 * limited number of jobs at once.
 */
public final class GatherFiles {
    private static final int AT_ONCE = 4;

    private final FindFile findFile;
    private final Gate gate;
    private final Duration time;
    private final Clock clock;

    public GatherFiles(FindFile findFile, Gate gate, Duration time, Clock clock) {
        this.findFile = findFile;
        this.gate = gate;
        this.time = time;
        this.clock = clock;
    }

    public Uni<Gathering> gather(String tenantId, List<NewFile> files) {
        return gate.pass(() -> bring(tenantId, files), Gathering.Busy::new);
    }

    /** What costs next to nothing comes first: a fault there saves all fetching. */
    private Uni<Gathering> bring(String tenantId, List<NewFile> files) {
        var until = clock.instant().plus(time);
        var toFetch = files.stream()
                .filter(file -> file.source() instanceof Source.At)
                .toList();
        var atHand = files.stream().filter(file -> !toFetch.contains(file)).toList();
        return find(tenantId, atHand, until)
                .chain(near -> isComplete(near)
                        ? find(tenantId, toFetch, until).map(far -> gathering(files, near, far))
                        : Uni.createFrom().item(gathering(files, near, Map.of())));
    }

    private Uni<Map<String, Found>> find(String tenantId, List<NewFile> files, Instant until) {
        return Multi.createFrom()
                .iterable(files)
                .onItem()
                .transformToUni(
                        file -> findFile.find(tenantId, file, until).map(found -> Map.entry(file.path(), found)))
                .merge(AT_ONCE)
                .collect()
                .asList()
                .map(all -> all.stream().collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static boolean isComplete(Map<String, Found> found) {
        return found.values().stream().allMatch(Found.There.class::isInstance);
    }

    /** In the order of the request. */
    private static Gathering gathering(List<NewFile> files, Map<String, Found> near, Map<String, Found> far) {
        var all = new HashMap<>(near);
        all.putAll(far);
        var there = new ArrayList<InputFile>();
        var faults = new ArrayList<FileFault>();
        for (var file : files) {
            switch (all.get(file.path())) {
                case Found.There(var found) -> there.add(found);
                case Found.Missing(var fault) -> faults.add(fault);
                case Found.NoRoom(var capBytes) -> {
                    return new Gathering.Full(capBytes);
                }
                // Nothing was looked for any more once something near was missing.
                case null -> {}
            }
        }
        return faults.isEmpty() ? new Gathering.Complete(there) : new Gathering.Incomplete(faults);
    }
}
