package dev.comfymesh.bench.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** The requests of a run: the gaps of the traffic, but for its nights, made shorter or longer until they come to a load. */
record Arrivals(List<Request> requests) {
    static final String HOG = "hog";

    private static final long LONGEST_GAP_MILLIS = 60_000;
    private static final double INTERACTIVE = 0.7;
    private static final int DUMPED = 1_500;
    private static final double DUMPED_AT = 0.4;

    Arrivals {
        requests = List.copyOf(requests);
    }

    /** @param speed of all our own GPUs together, in those of average speed */
    static Arrivals of(List<Sample> samples, double load, double speed, RandomGenerator random) {
        var work = samples.stream().mapToLong(Sample::execMillis).sum();
        var time = samples.stream().mapToLong(Arrivals::gapMillis).sum();
        var scale = work / (load * speed * time);
        var requests = new ArrayList<Request>(samples.size());
        var at = 0.0;
        for (var sample : samples) {
            at += gapMillis(sample) * scale;
            requests.add(new Request(
                    requests.size(),
                    Math.round(at),
                    sample.tenant(),
                    sample.model(),
                    sample.workflow(),
                    sample.execMillis(),
                    random.nextDouble() < INTERACTIVE));
        }
        return new Arrivals(requests);
    }

    /** The same while one tenant wants very many at once, each like one of the others'. */
    Arrivals withHog(RandomGenerator random) {
        var all = new ArrayList<>(requests);
        for (int n = 0; n < DUMPED; n++) {
            var like = requests.get(random.nextInt(requests.size()));
            all.add(new Request(
                    requests.size() + n,
                    dumpedAtMillis(),
                    HOG,
                    like.model(),
                    like.workflow(),
                    like.execMillis(),
                    like.interactive()));
        }
        all.sort(Comparator.comparingLong(Request::atMillis).thenComparingInt(Request::n));
        return new Arrivals(all);
    }

    /** The same without those that come later. */
    Arrivals until(long millis) {
        return new Arrivals(requests.stream()
                .filter(request -> request.atMillis() <= millis)
                .toList());
    }

    long dumpedAtMillis() {
        return Math.round(endMillis() * DUMPED_AT);
    }

    long endMillis() {
        return requests.getLast().atMillis();
    }

    private static long gapMillis(Sample sample) {
        return Math.min(LONGEST_GAP_MILLIS, sample.gapMillis());
    }
}
