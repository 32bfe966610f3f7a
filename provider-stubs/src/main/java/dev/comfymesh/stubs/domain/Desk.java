package dev.comfymesh.stubs.domain;

import dev.comfymesh.stubs.domain.Job.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A provider without its network: takes jobs, has its workers run them in order, and charges for them. */
public final class Desk {
    private final Timing timing;
    private final Pricing pricing;
    private final Consumer<Job> news;
    private final SplittableRandom dice;
    private final Meter meter = new Meter();
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final Deque<Job> queue = new ArrayDeque<>();
    private final List<Instant> idleSince = new ArrayList<>();
    private Settings settings = Settings.USUAL;
    private int working;

    /** {@code news} is told of each job that started or is over. */
    public Desk(Timing timing, Pricing pricing, long seed, Consumer<Job> news) {
        this.timing = timing;
        this.pricing = pricing;
        this.news = news;
        this.dice = new SplittableRandom(seed);
    }

    public Settings settings() {
        return settings;
    }

    public void provide(Settings wanted) {
        settings = wanted;
    }

    public Meter meter() {
        return meter;
    }

    public Job accept(Order order, Fault fault) {
        var job = new Job(order, fault, timing.now());
        jobs.put(job.id(), job);
        queue.add(job);
        var patience = order.startWithin();
        if (patience != null) {
            timing.later(patience, () -> expire(job));
        }
        engage();
        return job;
    }

    /** The job, as long as it is kept. */
    public Optional<Job> find(String id) {
        var oldest = timing.now().minus(settings.retention());
        return Optional.ofNullable(jobs.get(id)).filter(job -> {
            var ended = job.ended();
            return ended == null || ended.isAfter(oldest);
        });
    }

    /** All that were ever taken, in that order. */
    public Collection<Job> jobs() {
        return List.copyOf(jobs.values());
    }

    /** How many wait before it. */
    public int ahead(Job job) {
        return (int) queue.stream().takeWhile(other -> other != job).count();
    }

    public int waiting() {
        return queue.size();
    }

    public int working() {
        return working;
    }

    /** Stops a job that is not over; one that runs may not heed it. */
    public void cancel(Job job) {
        var heeded = job.stage() == Stage.QUEUED || job.fault() != Fault.CANCEL_IGNORED;
        if (!job.stage().over() && heeded) {
            end(job, Stage.CANCELED, null);
        }
    }

    private void expire(Job job) {
        if (job.stage() == Stage.QUEUED) {
            end(job, Stage.EXPIRED, null);
        }
    }

    private void engage() {
        while (working < settings.workers() && !queue.isEmpty()) {
            begin(queue.remove());
        }
    }

    private void begin(Job job) {
        working++;
        var now = timing.now();
        idleSince.removeIf(since -> !since.plus(settings.warmFor()).isAfter(now));
        job.engage(idleSince.isEmpty() ? settings.coldStart() : Duration.ZERO);
        if (!idleSince.isEmpty()) {
            idleSince.removeLast();
        }
        timing.later(job.workerStart(), () -> run(job));
    }

    private void run(Job job) {
        if (job.stage() != Stage.QUEUED) {
            release();
            return;
        }
        var now = timing.now();
        var time = time(job.fault());
        job.start(now, time);
        news.accept(job);
        timing.aside(() -> made(job.order()), made -> {
            var left = time.minus(Duration.between(now, timing.now()));
            if (job.fault() != Fault.STUCK_IN_PROGRESS) {
                timing.later(left.isNegative() ? Duration.ZERO : left, () -> finish(job, made));
            }
        });
    }

    private static Made made(Order order) {
        try {
            return order.work().get();
        } catch (RuntimeException broken) {
            return new Made.Broken("", "", "RuntimeError", String.valueOf(broken.getMessage()));
        }
    }

    private Duration time(Fault fault) {
        var time = settings.run().plusMillis(dice.nextLong(settings.jitter().toMillis() + 1));
        return fault == Fault.SLOW ? time.multipliedBy(settings.slowFactor()) : time;
    }

    private void finish(Job job, Made made) {
        if (job.stage() == Stage.RUNNING) {
            var told = Lies.told(job.fault(), made);
            end(job, told instanceof Made.Pictures ? Stage.SUCCEEDED : Stage.FAILED, told);
        }
    }

    private void end(Job job, Stage how, @Nullable Made made) {
        var ran = job.stage() == Stage.RUNNING;
        queue.remove(job);
        var now = timing.now();
        job.finish(how, made, now);
        meter.charge(job, now, pricing.micros(job, now));
        if (ran) {
            release();
        }
        news.accept(job);
        job.end().complete(job);
        timing.later(settings.retention(), job::clear);
    }

    private void release() {
        working--;
        idleSince.add(timing.now());
        engage();
    }
}
