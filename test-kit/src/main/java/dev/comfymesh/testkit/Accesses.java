package dev.comfymesh.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.Map;
import java.util.Set;

/** Accesses, by call or by method reference, that some places must not have. */
final class Accesses {
    private static final String UNI = "io.smallrye.mutiny.Uni";
    private static final String MULTI = "io.smallrye.mutiny.Multi";

    /** Owners by whose methods of these names time or chance comes in; an empty set means any method. */
    private static final Map<String, Set<String>> CLOCKS_AND_DICE = Map.of(
            "java.lang.System", Set.of("currentTimeMillis", "nanoTime"),
            "java.lang.Math", Set.of("random"),
            "java.util.UUID", Set.of("randomUUID"),
            "java.time.Clock", Set.of(),
            "java.util.concurrent.ThreadLocalRandom", Set.of(),
            "java.security.SecureRandom", Set.of());

    private static final Map<String, Set<String>> BLOCKERS = Map.of(
            "java.lang.Thread",
            Set.of("sleep", "join"),
            "java.lang.Object",
            Set.of("wait"),
            "java.util.concurrent.TimeUnit",
            Set.of("sleep"),
            "java.util.concurrent.Future",
            Set.of("get", "join"),
            "java.util.concurrent.CountDownLatch",
            Set.of("await"),
            "java.util.concurrent.locks.LockSupport",
            Set.of("park", "parkNanos", "parkUntil"),
            UNI,
            Set.of("await"),
            MULTI,
            Set.of("toIterable", "toStream"),
            "io.smallrye.mutiny.groups.UniAwait",
            Set.of());

    private Accesses() {}

    static DescribedPredicate<JavaAccess<?>> ofClockOrDice() {
        return describe("reads a clock or rolls dice", access -> {
            var target = access.getTarget();
            return isOneOf(target, CLOCKS_AND_DICE) || isNow(target) || isUnseeded(target);
        });
    }

    static DescribedPredicate<JavaAccess<?>> thatBlock() {
        return describe("awaits or sleeps", access -> isOneOf(access.getTarget(), BLOCKERS));
    }

    static DescribedPredicate<JavaAccess<?>> thatSubscribe() {
        var subscribing = Set.of("subscribe", "subscribeAsCompletionStage");
        return describe(
                "subscribes", access -> isOneOf(access.getTarget(), Map.of(UNI, subscribing, MULTI, subscribing)));
    }

    static DescribedPredicate<JavaAccess<?>> thatRemoveEntities() {
        var removals = Set.of("remove", "removeAll", "delete");
        return describe(
                "removes an entity",
                access -> isOneOf(
                        access.getTarget(),
                        Map.of(
                                "org.hibernate.reactive.mutiny.Mutiny$Session", removals,
                                "org.hibernate.reactive.mutiny.Mutiny$StatelessSession", removals)));
    }

    private static boolean isOneOf(AccessTarget target, Map<String, Set<String>> methods) {
        return methods.entrySet().stream()
                .filter(owner -> target.getOwner().isAssignableTo(owner.getKey()))
                .map(Map.Entry::getValue)
                .anyMatch(names -> names.isEmpty() || names.contains(target.getName()));
    }

    private static boolean isNow(AccessTarget target) {
        return target.getOwner().getPackageName().startsWith("java.time")
                && target.getName().equals("now");
    }

    /** Any source of chance that is made or used without a seed. */
    private static boolean isUnseeded(AccessTarget target) {
        if (!(target instanceof AccessTarget.CodeUnitAccessTarget unit)) {
            return false;
        }
        var parameters = unit.getRawParameterTypes().size();
        var owner = target.getOwner();
        var isGenerator = owner.isAssignableTo("java.util.random.RandomGenerator");
        return (isGenerator && target.getName().equals("<init>") && parameters == 0)
                || (isGenerator && Set.of("getDefault", "of").contains(target.getName()))
                || (owner.getName().equals("java.util.Collections")
                        && target.getName().equals("shuffle")
                        && parameters == 1);
    }
}
