package dev.comfymesh.stubs.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One submission that a provider took. Only its desk changes it, on the provider's own thread. */
public final class Job {

    /** Where it stands. */
    public enum Stage {
        QUEUED,
        RUNNING,
        SUCCEEDED,
        FAILED,
        CANCELED,
        /** It was not begun in time. */
        EXPIRED;

        public boolean over() {
            return this != QUEUED && this != RUNNING;
        }
    }

    private final Order order;
    private final Fault fault;
    private final Instant created;
    private final CompletableFuture<Job> end = new CompletableFuture<>();

    private Stage stage = Stage.QUEUED;
    private Duration workerStart = Duration.ZERO;
    private boolean hidden;
    private Duration planned = Duration.ZERO;
    private @Nullable Instant started;
    private @Nullable Instant ended;
    private @Nullable Made made;

    Job(Order order, Fault fault, Instant created) {
        this.order = order;
        this.fault = fault;
        this.created = created;
        this.hidden = fault == Fault.HTML_502;
    }

    public String id() {
        return order.id();
    }

    public Order order() {
        return order;
    }

    public Fault fault() {
        return fault;
    }

    public Stage stage() {
        return stage;
    }

    public Instant created() {
        return created;
    }

    public @Nullable Instant started() {
        return started;
    }

    public @Nullable Instant ended() {
        return ended;
    }

    /** How long it took to start a worker for it; zero where one was there. */
    public Duration workerStart() {
        return workerStart;
    }

    public @Nullable Made made() {
        return made;
    }

    public List<Made.Picture> pictures() {
        return Made.pictures(made);
    }

    /** Completed when it is over, however it ended. */
    public CompletableFuture<Job> end() {
        return end;
    }

    /** How long it ran until it ended, or until now. */
    public Duration ran(Instant now) {
        return started == null ? Duration.ZERO : Duration.between(started, ended == null ? now : ended);
    }

    /** How long it waited for its worker, the start of that included. */
    public Duration waited(Instant now) {
        var until = started != null ? started : Objects.requireNonNullElse(ended, now);
        return Duration.between(created, until);
    }

    /** How far it is, by its time. */
    public double progress(Instant now) {
        if (stage == Stage.SUCCEEDED) {
            return 1;
        }
        return planned.isZero() ? 0 : Math.min(0.99, (double) ran(now).toMillis() / planned.toMillis());
    }

    /** Whether a gateway stands before this look at it. */
    public boolean hidesOnce() {
        var hides = hidden;
        hidden = false;
        return hides;
    }

    /** Whether nobody knows of it for now. */
    public boolean denied() {
        return fault == Fault.STATUS_404_MID_RUN && stage == Stage.RUNNING;
    }

    /** Whether what it made is not kept any more. */
    public boolean stale() {
        return fault == Fault.RESULT_EXPIRED && stage == Stage.SUCCEEDED;
    }

    void engage(Duration start) {
        workerStart = start;
    }

    void start(Instant now, Duration time) {
        stage = Stage.RUNNING;
        started = now;
        planned = time;
    }

    void finish(Stage how, @Nullable Made result, Instant now) {
        stage = how;
        made = result;
        ended = now;
    }

    /** Gives up what it made; that it was is known for ever. */
    void clear() {
        made = null;
    }
}
