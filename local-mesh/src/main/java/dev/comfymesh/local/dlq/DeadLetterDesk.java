package dev.comfymesh.local.dlq;

import dev.comfymesh.local.dlq.ParkedApi.Event;
import dev.comfymesh.local.dlq.ParkedApi.Parked;
import dev.comfymesh.local.dlq.ParkedApi.Replayed;
import dev.comfymesh.local.dlq.ParkedApi.Waiting;
import dev.comfymesh.local.mesh.Trouble;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Asks all services about parked jobs and tells a person; one that does not answer hides nothing of the others. */
final class DeadLetterDesk {
    private static final String ROW = "%-36s  %-9s %-7s %11s %8s  %s%n";
    private static final int WIDEST_REASON = 100;

    private final List<ParkedApi> services;
    private final PrintStream out;
    private final Clock clock;
    private boolean complete = true;

    DeadLetterDesk(List<ParkedApi> services, PrintStream out, Clock clock) {
        this.services = services;
        this.out = out;
        this.clock = clock;
    }

    private record Found<T>(ParkedApi at, T what) {}

    int list() {
        var found = ask(service -> Optional.of(service.list()));
        var jobs = found.stream()
                .flatMap(at -> at.what().stream())
                .map(Parked::subject)
                .distinct()
                .count();
        if (jobs > 0) {
            out.printf(ROW, "JOB", "PARKED AT", "WHY", "SINCE", "WAITING", "WHAT STOPS IT");
            found.forEach(at ->
                    at.what().forEach(parked -> out.print(row(at.at().service(), parked))));
            out.printf(
                    "%n%s parked. Look closer: ./mesh dlq show ID   Try again: ./mesh dlq replay ID%n",
                    jobs == 1 ? "1 job is" : jobs + " jobs are");
        } else if (complete) {
            out.println("No job is parked.");
        }
        return complete ? 0 : 1;
    }

    int show(String id) {
        var found = ask(service -> service.show(id));
        found.forEach(at -> show(at.at(), at.what()));
        return told(id, found);
    }

    int replay(String id) {
        var found = ask(service -> service.replay(id));
        found.forEach(at -> out.printf("%s: %s%n", at.at().service(), outcome(at.what())));
        return told(id, found) == 0 && found.stream().allMatch(at -> at.what().stoppedBy() == null) ? 0 : 1;
    }

    private int told(String id, List<?> found) {
        if (found.isEmpty() && complete) {
            out.println("Nothing of " + id + " is parked.");
        }
        return found.isEmpty() || !complete ? 1 : 0;
    }

    private <T> List<Found<T>> ask(Function<ParkedApi, Optional<T>> question) {
        var answers = new ArrayList<Found<T>>();
        for (var service : services) {
            try {
                question.apply(service).ifPresent(answer -> answers.add(new Found<>(service, answer)));
            } catch (Trouble trouble) {
                complete = false;
                out.println(trouble.getMessage());
            }
        }
        return answers;
    }

    private String row(String service, Parked parked) {
        return ROW.formatted(
                parked.subject(),
                service,
                parked.reason().toLowerCase(Locale.ROOT),
                ago(parked),
                parked.waiting(),
                name(parked.type(), parked.source(), parked.sequence()) + ": " + shortened(parked.detail()));
    }

    private void show(ParkedApi service, Waiting waiting) {
        var parked = waiting.parked();
        out.printf(
                "%n%s is parked at %s since %s (%s)%n",
                parked.subject(), service.service(), parked.since(), ago(parked));
        out.printf(
                "  %s: %s%n%n",
                parked.reason().equals("GAP") ? "an event is missing" : "cannot be applied",
                parked.detail().replace("\n", "\n  "));
        waiting.events().forEach(this::show);
        if (waiting.events().size() < parked.waiting()) {
            out.printf("  and %d more%n", parked.waiting() - waiting.events().size());
        }
        out.printf("Once the cause is gone: ./mesh dlq replay %s%n", parked.subject());
        if (parked.reason().equals("POISON")) {
            out.printf(
                    "To give up the first event for ever: POST %s/v1/parked/%s/skip?confirm=%s%n",
                    service.url(), parked.subject(), parked.place());
        }
    }

    private void show(Event event) {
        out.printf(
                "  %-7s %s  (%s)%n",
                event.reason().toLowerCase(Locale.ROOT),
                name(event.type(), event.source(), event.sequence()),
                event.place());
        var payload = event.payload();
        if (payload != null) {
            out.println(payload.toPrettyString().indent(10));
        }
    }

    private static String outcome(Replayed replayed) {
        var applied = replayed.applied() == 1 ? "1 event applied" : replayed.applied() + " events applied";
        var still = replayed.stoppedBy();
        return still == null
                ? applied + ", nothing waits any more"
                : "%s, %d still wait at %s: %s"
                        .formatted(
                                applied,
                                still.waiting(),
                                name(still.type(), still.source(), still.sequence()),
                                still.detail());
    }

    /** Such as "AttemptStarted #3 of executor-service". */
    private static String name(String type, String source, long sequence) {
        if (source.isEmpty()) {
            return "an event without an envelope";
        }
        return "%s #%d of %s".formatted(type.replaceAll("^dev\\.comfymesh\\.|\\.v\\d+$", ""), sequence, source);
    }

    private static String shortened(String detail) {
        var line = detail.lines().findFirst().orElse("");
        return line.length() <= WIDEST_REASON ? line : line.substring(0, WIDEST_REASON) + "...";
    }

    private String ago(Parked parked) {
        var since = Duration.between(parked.began(), clock.instant());
        if (since.toDays() > 0) {
            return since.toDays() + " d ago";
        }
        if (since.toHours() > 0) {
            return since.toHours() + " h ago";
        }
        return since.toMinutes() > 0 ? since.toMinutes() + " min ago" : Math.max(0, since.toSeconds()) + " s ago";
    }
}
