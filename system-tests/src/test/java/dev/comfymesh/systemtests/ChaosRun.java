package dev.comfymesh.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.systemtests.Strike.Blow;
import dev.comfymesh.testkit.check.Checker;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Jobs and blows at random, all of which follow from one seed; afterwards every job has ended and no invariant is broken. */
record ChaosRun(MeshUnderTest mesh, Tally tally, long seed, int jobs, int strikes) {
    private static final int MEAN_STRIKE_MILLIS = 4_000;

    void play() throws InterruptedException, ExecutionException {
        var dice = new SplittableRandom(seed);
        // What a provider has on its meter is lost with it.
        var names = mesh.parts().stream()
                .map(Part::name)
                .filter(name -> !name.equals(ProviderStub.PROCESS))
                .toList();
        var script = Strike.script(dice, names, strikes);
        var wishes = IntStream.range(0, jobs)
                .mapToObj(n -> JobWish.random("%d-%d".formatted(seed, n), dice, strikes * MEAN_STRIKE_MILLIS)
                        .at(place(n)))
                .toList();
        System.out.printf("chaos: seed %d, %d jobs, %d strikes%n", seed, jobs, strikes);
        mesh.heal();
        var client = new Client(mesh.api(TenantKey.LOCAL));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var placed = wishes.stream()
                    .<Future<?>>map(wish -> threads.submit(() -> client.place(wish)))
                    .toList();
            try {
                strike(script);
                strike(disarming(script));
                mesh.heal();
            } catch (RuntimeException broken) {
                threads.shutdownNow(); // else the clients would be patient for minutes before anybody hears of it
                throw broken;
            }
            for (var one : placed) {
                one.get();
            }
        }
        judge(client, wishes);
    }

    /** Where there are providers, they get two of three jobs. */
    private String place(int n) {
        var providers = mesh.providers();
        var turn = n % (providers.size() + 1);
        return turn == 0 ? "" : providers.get(turn - 1).name();
    }

    /** A trap that has not gone off yet would do so when nobody brings its victim back any more. */
    private static List<Strike> disarming(List<Strike> script) {
        return script.stream()
                .filter(strike -> strike.blow() instanceof Blow.Trap)
                .map(Strike::part)
                .distinct()
                .map(part -> new Strike(Duration.ZERO, part, new Blow.Kill(Duration.ZERO)))
                .toList();
    }

    private void strike(List<Strike> script) {
        for (var strike : script) {
            Pause.of(strike.after());
            mesh.revive().forEach(name -> {
                System.out.printf("chaos: %s had ended by itself%n", name);
                tally.ended(name);
            });
            System.out.printf("chaos: %s%n", strike);
            tally.before(strike);
            strike.on(mesh);
        }
    }

    private void judge(Client client, List<JobWish> wishes) {
        var ends = client.awaitEnds();
        System.out.printf("chaos: seed %d ended with %s%n", seed, counted(ends.values().stream()));
        assertThat(Checker.of(mesh.address()).violations(client.promised()))
                .as("violations, seed %d", seed)
                .isEmpty();
        assertThat(ends.values()).as("jobs, seed %d", seed).noneMatch(Client::isUnderWay);
        assertThat(client.cancelled())
                .as("what was cancelled in time, seed %d", seed)
                .allSatisfy(id -> assertThat(ends).containsEntry(id, "CANCELLED"));
        assertThat(client.keysAnsweredTwiceDifferently(wishes))
                .as("keys with two jobs, seed %d", seed)
                .isEmpty();
        tally.add(ends.values());
    }

    private static Object counted(Stream<String> ends) {
        return ends.collect(Collectors.groupingBy(end -> end, TreeMap::new, Collectors.counting()));
    }
}
