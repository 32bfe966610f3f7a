package dev.comfymesh.router.app;

import static java.util.stream.Collectors.toSet;

import dev.comfymesh.router.app.TargetBook.Stand;
import dev.comfymesh.router.domain.Silence;
import dev.comfymesh.router.domain.Silence.Contact;
import dev.comfymesh.router.domain.Standing;
import dev.comfymesh.router.domain.Standing.Ejection;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the standing of targets by what became of their attempts; no judgement is lost. Only one that changes a standing
 * takes a lock on its target, so that the many honest results wait for nobody.
 */
public final class JudgeTarget {
    private final Ejection ejection;
    private final Silence silence;

    public JudgeTarget(Ejection ejection, Silence silence) {
        this.ejection = ejection;
        this.silence = silence;
    }

    /** A judgement that says something of the target as it stands. */
    private record Told(Judgement judgement, Stand stand) {
        private static Stream<Told> of(Judgement judgement, @Nullable Stand stand) {
            return stand != null && stand.standing().regards(stand.assignedAt())
                    ? Stream.of(new Told(judgement, stand))
                    : Stream.empty();
        }

        private String targetId() {
            return stand.targetId();
        }
    }

    /** The targets that fell silent through our own side, as it seems; none where that is no question. */
    private record Hush(Set<String> targetIds) {
        private static final Hush NONE = new Hush(Set.of());

        private boolean isOurs() {
            return !targetIds.isEmpty();
        }
    }

    /** In the order in which they were passed. */
    Uni<Void> judge(TargetBook book, List<Judgement> judgements, Instant now) {
        if (judgements.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var attempts = judgements.stream().map(Judgement::attemptId).toList();
        return book.standingsOf(attempts)
                .map(stands -> judgements.stream()
                        .flatMap(judgement -> Told.of(judgement, stands.get(judgement.attemptId())))
                        .toList())
                .chain(told -> hush(book, told, now).chain(hush -> restate(book, told, hush, now)));
    }

    private Uni<Hush> hush(TargetBook book, List<Told> told, Instant now) {
        var silent = told.stream()
                .filter(one -> one.judgement().word() == Judgement.Word.SILENCE)
                .map(Told::targetId)
                .collect(toSet());
        return silent.isEmpty()
                ? Uni.createFrom().item(Hush.NONE)
                : book.contacts().map(all -> hush(all, silent, now));
    }

    private Hush hush(List<Contact> all, Set<String> silentNow, Instant now) {
        var since = silence.since(now);
        var silent = all.stream()
                .filter(one -> silentNow.contains(one.targetId()) || one.isSilentSince(since))
                .map(Contact::targetId)
                .collect(toSet());
        return silence.isOurs(all, one -> silent.contains(one.targetId())) ? new Hush(silent) : Hush.NONE;
    }

    private Uni<Void> restate(TargetBook book, List<Told> told, Hush hush, Instant now) {
        var moved = new TreeSet<>(hush.targetIds());
        for (var one : told) {
            var before = one.stand().standing();
            if (!one.judgement().applied(before, ejection, hush.isOurs(), now).equals(before)) {
                moved.add(one.targetId());
            }
        }
        return moved.isEmpty()
                ? Uni.createFrom().voidItem()
                : book.lockStandings(moved)
                        .map(held -> fold(held, told, hush, now))
                        .chain(book::restate);
    }

    private Map<String, Standing> fold(Map<String, Standing> held, List<Told> told, Hush hush, Instant now) {
        var standings = new HashMap<>(held);
        if (hush.isOurs()) {
            standings.replaceAll((_, before) -> before.spared(silence.since(now), now));
        }
        for (var one : told) {
            standings.computeIfPresent(
                    one.targetId(), (_, before) -> one.judgement().applied(before, ejection, hush.isOurs(), now));
        }
        return standings;
    }
}
