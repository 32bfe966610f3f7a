package dev.comfymesh.scoring.domain;

import dev.comfymesh.contracts.JobFact;
import java.util.ArrayList;
import java.util.List;

/** What a fact leads to: the pool as it stands afterwards, what it states, in order, and what is to be measured. */
public record Turn(Pool pool, List<JobFact> stated, List<Sitting> sittings) {
    public Turn {
        stated = List.copyOf(stated);
        sittings = List.copyOf(sittings);
    }

    static Turn of(Pool pool, JobFact... stated) {
        return new Turn(pool, List.of(stated), List.of());
    }

    /** The same with this fact stated before its own. */
    Turn after(JobFact fact) {
        var all = new ArrayList<JobFact>();
        all.add(fact);
        all.addAll(stated);
        return new Turn(pool, all, sittings);
    }
}
