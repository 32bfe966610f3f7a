package dev.comfymesh.router.adapter.rest;

import dev.comfymesh.kit.problem.OperatorOnly;
import dev.comfymesh.router.app.ChooseAgain;
import dev.comfymesh.router.app.ChooseAgain.Comparison;
import dev.comfymesh.router.domain.Matcher;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Duration;

/** What recorded decisions would have cost under another policy, for operators; nothing is changed by asking. */
@Path("/v1/replays")
@OperatorOnly
public class ReplaysResource {
    private static final Duration USUAL = Duration.ofDays(7);

    private final ChooseAgain again;
    private final Matcher matcher;
    private final Clock clock;

    ReplaysResource(ChooseAgain again, Matcher matcher, Clock clock) {
        this.again = again;
        this.matcher = matcher;
        this.clock = clock;
    }

    @POST
    public Uni<Comparison> replay(@NotNull @Valid NewReplay replay) {
        var since = replay.since() == null ? clock.instant().minus(USUAL) : replay.since();
        return again.since(since, replay.rechoice(matcher.policy()));
    }
}
