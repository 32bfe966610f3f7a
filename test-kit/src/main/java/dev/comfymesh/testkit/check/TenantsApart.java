package dev.comfymesh.testkit.check;

import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.JobAccepted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** I9: what is one tenant's is in no other's answers, events or folders. */
record TenantsApart() implements Invariant {
    @Override
    public String id() {
        return "I9";
    }

    @Override
    public String sentence() {
        return "No tenant sees another's id, prompt, artifact or event.";
    }

    @Override
    public Extent extent(Evidence evidence) {
        var outside = evidence.outside();
        return Extent.of(
                evidence.log().size()
                        + outside.probes().size()
                        + outside.sights().count(),
                "facts, answers and attempts to look");
    }

    @Override
    public List<Violation> check(Evidence evidence) {
        var owners = owners(evidence);
        var violations = new ArrayList<Violation>();
        violations.addAll(ofTheLog(evidence, owners));
        violations.addAll(ofSubmits(evidence, owners));
        violations.addAll(ofAnswers(evidence, owners));
        evidence.outside().probes().stream()
                .filter(Probe::isAnswered)
                .map(probe -> violation(probe.tenant(), "it was answered %d at %s", probe.status(), probe.path()))
                .forEach(violations::add);
        return violations;
    }

    private static Map<UUID, String> owners(Evidence evidence) {
        var owners = new HashMap<UUID, String>();
        evidence.stories().stream()
                .flatMap(story -> story.first(JobAccepted.class).stream())
                .forEach(accepted ->
                        owners.put(accepted.jobId(), accepted.tenant().id()));
        return owners;
    }

    private List<Violation> ofTheLog(Evidence evidence, Map<UUID, String> owners) {
        var violations = new ArrayList<Violation>();
        for (var record : evidence.log()) {
            record.fact().filter(fact -> owners.containsKey(fact.jobId())).ifPresent(fact -> {
                var owner = owners.getOrDefault(fact.jobId(), "");
                var named = String.valueOf(record.tenantId());
                if (!named.equals(owner)) {
                    violations.add(violation(fact.jobId(), "%s calls it %s's", record.type(), named));
                }
                if (fact instanceof AttemptSucceeded success) {
                    success.artifacts().stream()
                            .filter(artifact -> !artifact.key().startsWith("t/" + owner + "/"))
                            .map(artifact -> violation(artifact.key(), "it is %s's and lies elsewhere", owner))
                            .forEach(violations::add);
                }
            });
        }
        return violations;
    }

    private List<Violation> ofSubmits(Evidence evidence, Map<UUID, String> owners) {
        return evidence.outside()
                .submits()
                .filter(note ->
                        !owners.getOrDefault(note.jobId(), note.tenant()).equals(note.tenant()))
                .map(note -> violation(String.valueOf(note.jobId()), "%s submitted it, it is another's", note.tenant()))
                .toList();
    }

    private List<Violation> ofAnswers(Evidence evidence, Map<UUID, String> owners) {
        var secrets = secrets(evidence, owners);
        return evidence.outside()
                .sights()
                .flatMap(note -> secrets.entrySet().stream()
                        .filter(owned -> !owned.getKey().equals(note.tenant()))
                        .flatMap(owned -> owned.getValue().stream().filter(note.text()::contains))
                        .map(secret -> violation(note.tenant(), "it saw another's %s in %s", secret, note.subject())))
                .toList();
    }

    /** Words that only their tenant may ever read: ids and what its prompts said. */
    private static Map<String, Set<String>> secrets(Evidence evidence, Map<UUID, String> owners) {
        var secrets = new HashMap<String, Set<String>>();
        evidence.outside()
                .submits()
                .forEach(note -> secrets.computeIfAbsent(note.tenant(), _ -> new HashSet<>())
                        .add(note.text()));
        owners.forEach((job, tenant) -> secrets.computeIfAbsent(tenant, _ -> new HashSet<>())
                .addAll(ids(evidence, job).toList()));
        return secrets;
    }

    private static Stream<String> ids(Evidence evidence, UUID job) {
        var attempts = evidence.story(job).stream()
                .flatMap(story -> story.of(AttemptAssigned.class).stream())
                .map(assigned -> assigned.attemptId().toString());
        return Stream.concat(Stream.of(job.toString()), attempts);
    }
}
