package dev.comfymesh.testkit;

import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The law of every service, each rule seen to bite on a planted violation. A service obeys it by one class:
 * {@code @AnalyzeClasses(packages = "dev.comfymesh.router", importOptions = DoNotIncludeTests.class) class ArchitectureTest
 * { @ArchTest static final ArchTests rules = ArchTests.in(ArchitectureRules.class); }}.
 */
public final class ArchitectureRules {
    @ArchTest
    static final ArchRule domainIsPlainJava = classes()
            .that()
            .resideInAPackage("..domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "dev.comfymesh.contracts..", "..domain..")
            .because("what decides must be readable, testable and replayable without any framework")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule domainReadsNoClockAndRollsNoDice = noClasses()
            .that()
            .resideInAPackage("..domain..")
            .should(accessTargetWhere(Accesses.ofClockOrDice()))
            .because("the same input must give the same decision: time and chance are handed in")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule appKnowsNoTechnology = noClasses()
            .that()
            .resideInAPackage("..app..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..adapter..",
                    "..config..",
                    "io.vertx..",
                    "io.quarkus..",
                    "io.smallrye.reactive..",
                    "jakarta.persistence..",
                    "jakarta.ws.rs..",
                    "java.net.http..",
                    "java.sql..",
                    "org.apache.kafka..",
                    "org.eclipse.microprofile..",
                    "org.hibernate..")
            .because("use cases speak to ports; adapters implement them")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule adaptersDoNotKnowEachOther = slices().matching("dev.comfymesh..adapter.(*)..")
            .should()
            .notDependOnEachOther()
            .because("what two adapters share belongs to the use case between them")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule nothingAwaitsOrSleeps = noClasses()
            .should(accessTargetWhere(Accesses.thatBlock()))
            .because("a blocked event loop stops every other request on it");

    @ArchTest
    static final ArchRule onlyTheFrameworkSubscribes = noClasses()
            .that(areNotTheLoop())
            .should(accessTargetWhere(Accesses.thatSubscribe()))
            .because("what is returned is observed, retried and traced; what is subscribed to on the side is lost");

    @ArchTest
    static final ArchRule rowsAreDeletedByQuery = noClasses()
            .should(accessTargetWhere(Accesses.thatRemoveEntities()))
            .because("sessions share the object that completes an entity's removal: of two at once, one never commits");

    @ArchTest
    static final ArchRule resourcesArePublic = methods()
            .that()
            .areMetaAnnotatedWith("jakarta.ws.rs.HttpMethod")
            .should()
            .bePublic()
            .andShould()
            .beDeclaredInClassesThat()
            .arePublic()
            .because("a route that is not public is absent without a word")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule namesSaySomething = noClasses()
            .should()
            .haveNameMatching(BannedWords.CLASS_NAME)
            .orShould()
            .resideInAnyPackage(BannedWords.PACKAGES)
            .because("a name says what a thing is, not that it is a thing");

    @ArchTest
    static final ArchRule portsAreNeverDropped = classes()
            .that()
            .resideInAPackage("..app..")
            .and()
            .areInterfaces()
            .and(answerAsynchronously())
            .should()
            .beAnnotatedWith("com.google.errorprone.annotations.CheckReturnValue")
            .because("a Uni that nobody takes never runs, and only this annotation lets the compiler see it")
            .allowEmptyShould(true);

    private ArchitectureRules() {}

    private static DescribedPredicate<JavaClass> areNotTheLoop() {
        return DescribedPredicate.describe(
                "are not the kit's Loop", type -> !type.getName().startsWith("dev.comfymesh.kit.loop.Loop"));
    }

    private static DescribedPredicate<JavaClass> answerAsynchronously() {
        return DescribedPredicate.describe(
                "have a method that returns a Uni",
                type -> type.getMethods().stream()
                        .anyMatch(method -> method.getRawReturnType().isAssignableTo("io.smallrye.mutiny.Uni")));
    }
}
