package dev.comfymesh.bench;

import dev.comfymesh.router.domain.Candidate;
import dev.comfymesh.router.domain.Decision;
import dev.comfymesh.router.domain.Fleet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Rounds of the matcher on one crowd as JMH runs them, each of which is timed by itself. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@NullUnmarked
public class MatchRounds {
    static final long SEED = 42;

    /** How many targets have nothing to do; all others have as much as they may. */
    @Param({"10", "1000"})
    public int idle;

    private List<Candidate> waiting;
    private Fleet fleet;

    @Setup
    public void gather() {
        var crowd = new Crowd(SEED);
        waiting = crowd.waiting();
        fleet = crowd.fleet(idle);
    }

    @Benchmark
    public List<Decision> round() {
        return Crowd.MATCHER.decide(waiting, fleet, Crowd.NOW);
    }
}
