package dev.comfymesh.router.app;

import dev.comfymesh.contracts.QueuePosition;
import dev.comfymesh.router.domain.Candidate;
import dev.comfymesh.router.domain.Fleet;
import dev.comfymesh.router.domain.Matcher;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Tells those that wait in front how many come before them: when that has changed, once a second at most. */
public final class WaitingLine {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int FRONT = 200;

    private final Matcher matcher;
    private final Notes notes;
    private Map<String, Integer> told = Map.of();
    private Instant last = Instant.EPOCH;

    public WaitingLine(Matcher matcher, Notes notes) {
        this.matcher = matcher;
        this.notes = notes;
    }

    void tell(Collection<Candidate> waiting, Fleet fleet, Instant now) {
        if (now.isBefore(last.plus(PERIOD)) || waiting.isEmpty() && told.isEmpty()) {
            return;
        }
        last = now;
        var positions = new HashMap<String, Integer>();
        var changed = new ArrayList<QueuePosition>();
        for (var candidate : matcher.front(waiting, fleet, now, FRONT)) {
            var position = positions.size();
            positions.put(candidate.candidateId(), position);
            if (!Objects.equals(told.get(candidate.candidateId()), position)) {
                changed.add(new QueuePosition(candidate.job().jobId(), candidate.candidateId(), position));
            }
        }
        told = positions;
        notes.send(List.copyOf(changed));
    }

    /** Where notes go that may be lost. */
    public interface Notes {
        void send(List<QueuePosition> positions);
    }
}
