package dev.comfymesh.bench.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The machines of a run: twelve GPUs of three speeds, and three providers, the dearer of which offer more models and are better. */
final class Fleets {
    private static final int OF_EACH = 4;
    private static final List<Account> ACCOUNTS = List.of(
            new Account("provider-a", 18_000, 0.90, 6, 4),
            new Account("provider-b", 25_000, 0.95, 12, 6),
            new Account("provider-c", 34_000, 0.97, 20, 8));
    private static final int UNLIMITED = 64;

    private record Account(String id, long microsPerRun, double passRate, int models, int slots) {}

    private Fleets() {}

    static List<Machine> mixed(List<Sample> traffic) {
        var machines = new ArrayList<Machine>();
        for (int n = 1; n <= OF_EACH; n++) {
            machines.add(new Gpu("fast-" + n, "fast", 0.62, 1_116_000));
            machines.add(new Gpu("mid-" + n, "mid", 1.0, 864_000));
            machines.add(new Gpu("slow-" + n, "slow", 1.45, 684_000));
        }
        var models = byUse(traffic);
        for (var account : ACCOUNTS) {
            var offered = Set.copyOf(models.subList(0, Math.min(account.models(), models.size())));
            machines.add(
                    new Provider(account.id(), account.slots(), account.microsPerRun(), account.passRate(), offered));
        }
        return machines;
    }

    /** One of the providers alone, granted all models and all the room that it could want. */
    static List<Machine> single(int account) {
        var one = ACCOUNTS.get(account);
        return List.of(new Provider(one.id(), UNLIMITED, one.microsPerRun(), one.passRate(), null));
    }

    static int accounts() {
        return ACCOUNTS.size();
    }

    /** In GPUs of average speed. */
    static double speed(List<Machine> machines) {
        return machines.stream()
                .map(Machine::plan)
                .filter(Machine.Plan::own)
                .mapToDouble(plan -> 1 / plan.pace())
                .sum();
    }

    private static List<String> byUse(List<Sample> traffic) {
        Map<String, Long> uses =
                traffic.stream().collect(Collectors.groupingBy(Sample::model, TreeMap::new, Collectors.counting()));
        return uses.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
