package dev.comfymesh.testkit.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** I5: the facts of a job are counted from 1 by each service, and no number is missing, neither stored nor on the log. */
record Gapless() implements Invariant {
    @Override
    public String id() {
        return "I5";
    }

    @Override
    public String sentence() {
        return "Facts are numbered without gaps per job and service, in the order of the log.";
    }

    @Override
    public Extent extent(Evidence evidence) {
        return Extent.of(evidence.log().size(), "facts");
    }

    @Override
    public List<Violation> check(Evidence evidence) {
        var violations = new ArrayList<Violation>();
        var last = new HashMap<String, Long>();
        for (var record : evidence.log()) {
            var counter = record.subject() + " of " + record.source();
            var before = last.getOrDefault(counter, 0L);
            if (record.sequence() > before + 1) {
                violations.add(violation(counter, "on the log, %d follows %d", record.sequence(), before));
            }
            last.put(counter, Math.max(before, record.sequence()));
        }
        stored(evidence).forEach((counter, numbers) -> {
            if (numbers.last() - numbers.first() + 1 != numbers.size()) {
                violations.add(violation(counter, "the outbox has %s", numbers));
            }
        });
        return violations;
    }

    private static Map<String, TreeSet<Long>> stored(Evidence evidence) {
        var stored = new HashMap<String, TreeSet<Long>>();
        for (var row : evidence.rows(Table.OUTBOX)) {
            stored.computeIfAbsent(row.text("subject") + " of " + row.service() + "-service", _ -> new TreeSet<>())
                    .add(row.number("sequence"));
        }
        for (var row : evidence.rows(Table.SEQUENCE)) {
            var numbers = stored.get(row.text("subject") + " of " + row.service() + "-service");
            if (numbers != null) {
                numbers.add(row.number("last"));
            }
        }
        return stored;
    }
}
