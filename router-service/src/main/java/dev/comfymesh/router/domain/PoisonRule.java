package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.FailureClass;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When it is evident that a workflow kills targets: the last attempts of one candidate each began and died, on a target of
 * its own, within the window; nothing of another workflow died with them; and the workflow never succeeded anywhere. So
 * neither restarts of nodes nor a cut of the network look like poison, unless a quiet mesh has nothing else to show.
 *
 * @param targets how many must have died, one after the other
 * @param quarantine how long the workflow is then kept from all targets
 */
public record PoisonRule(boolean enabled, int targets, Duration window, Duration quarantine) {

    /** What is known when an attempt has died: the last runs of its candidate, the latest first. */
    public record Evidence(boolean everSucceeded, List<Run> runs) {
        public Evidence {
            runs = List.copyOf(runs);
        }
    }

    /**
     * How one run ended.
     *
     * @param began whether the target had begun it: one that was only queued there kills nobody
     * @param failure null after a success
     * @param others how many attempts of other workflows died on that target of late, or anywhere at that time
     */
    public record Run(
            String targetId, boolean began, @Nullable FailureClass failure, Instant endedAt, int others) {}

    /** Whether a target that ran the attempt may be gone. */
    public static boolean isDeath(FailureClass failure) {
        return switch (failure) {
            case LOST, UNREACHABLE, POISON -> true;
            default -> false; // a target that says how an attempt ended is alive
        };
    }

    /** Whether an attempt that died is worth the question. */
    public boolean asks(int number) {
        return enabled && number >= targets;
    }

    public boolean isEvident(Evidence evidence, Instant now) {
        var last = evidence.runs().stream().limit(targets).toList();
        var distinct = last.stream().map(Run::targetId).collect(Collectors.toSet());
        return enabled
                && !evidence.everSucceeded()
                && distinct.size() == targets
                && last.stream().allMatch(run -> speaksAgainstIt(run, now));
    }

    private boolean speaksAgainstIt(Run run, Instant now) {
        return run.began()
                && run.failure() != null
                && isDeath(run.failure())
                && run.others() == 0
                && !run.endedAt().plus(window).isBefore(now);
    }
}
