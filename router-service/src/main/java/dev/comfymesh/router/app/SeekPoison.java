package dev.comfymesh.router.app;

import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptStarted;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.router.app.PoisonBook.Question;
import dev.comfymesh.router.domain.PoisonRule;
import dev.comfymesh.router.domain.PoisonRule.Evidence;
import dev.comfymesh.router.domain.PoisonRule.Run;
import dev.comfymesh.router.domain.Quarantine;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds among the attempts that died in a batch those whose workflow killed their targets, and keeps it from the others. */
public final class SeekPoison {
    private final PoisonRule rule;

    private record Suspect(UUID jobId, AttemptRow attempt) {}

    public SeekPoison(PoisonRule rule) {
        this.rule = rule;
    }

    /** What was found, by attempt; asks nobody unless a candidate was hit often enough. */
    Uni<Map<UUID, Quarantine>> among(PoisonBook book, Map<UUID, OpenJob> jobs, List<Heard> heard, Instant now) {
        var died = facts(heard, AttemptFailed.class)
                .filter(failed -> PoisonRule.isDeath(failed.failure()))
                .toList();
        var suspects = suspects(died, jobs);
        if (suspects.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        var began = facts(heard, AttemptStarted.class)
                .map(AttemptStarted::attemptId)
                .collect(Collectors.toSet());
        var ids = died.stream().map(AttemptFailed::attemptId).toList();
        return book.evidence(new Question(suspects.keySet(), ids, began, rule.targets(), rule.window(), now))
                .map(evidence -> convicted(suspects, evidence, now))
                .call(found ->
                        found.isEmpty() ? Uni.createFrom().voidItem() : book.keepAway(List.copyOf(found.values())));
    }

    /** As an ending of its own class: the target is not to blame, and no other is to be tried. */
    static AttemptFailed poisoned(AttemptFailed failed, Quarantine found) {
        return new AttemptFailed(
                failed.jobId(),
                failed.at(),
                failed.attemptId(),
                failed.candidateId(),
                failed.targetId(),
                FailureClass.POISON,
                FailureClass.POISON.category(),
                found.cause(),
                failed.gpuMillis(),
                failed.meteredMicros());
    }

    private Map<UUID, Suspect> suspects(List<AttemptFailed> died, Map<UUID, OpenJob> jobs) {
        var suspects = new HashMap<UUID, Suspect>();
        for (var failed : died) {
            var job = jobs.get(failed.jobId());
            if (job != null) {
                job.living(failed.attemptId())
                        .filter(attempt -> rule.asks(attempt.number()))
                        .ifPresent(attempt -> suspects.put(attempt.attemptId(), new Suspect(job.jobId(), attempt)));
            }
        }
        return suspects;
    }

    private Map<UUID, Quarantine> convicted(Map<UUID, Suspect> suspects, Map<UUID, Evidence> evidence, Instant now) {
        var found = new HashMap<UUID, Quarantine>();
        evidence.forEach((attemptId, known) -> {
            var suspect = suspects.get(attemptId);
            if (suspect != null && rule.isEvident(known, now)) {
                found.put(attemptId, quarantine(suspect, known, now));
            }
        });
        return found;
    }

    private Quarantine quarantine(Suspect suspect, Evidence evidence, Instant now) {
        var targets = evidence.runs().stream()
                .map(Run::targetId)
                .limit(rule.targets())
                .toList();
        var attempt = suspect.attempt();
        return new Quarantine(
                attempt.digest(), now, now.plus(rule.quarantine()), suspect.jobId(), attempt.candidateId(), targets);
    }

    private static <F> Stream<F> facts(List<Heard> heard, Class<F> type) {
        return heard.stream().map(Heard::fact).filter(type::isInstance).map(type::cast);
    }
}
