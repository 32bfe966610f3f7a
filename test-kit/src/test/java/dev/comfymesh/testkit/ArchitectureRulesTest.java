package dev.comfymesh.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.comfymesh.testkit.planted.kept.domain.Decider;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each rule finds what was planted for it, and nothing else. */
class ArchitectureRulesTest {
    private static final String PLANTED = "dev.comfymesh.testkit.planted";
    private static final Pattern PLANTED_CLASS = Pattern.compile("planted\\.(?:\\w+\\.)+([A-Z]\\w+)");
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(PLANTED);

    @Test
    void domainIsPlainJava() {
        assertThat(offenders(ArchitectureRules.domainIsPlainJava)).containsExactly("KnowsATechnology");
    }

    @Test
    void domainReadsNoClockAndRollsNoDice() {
        assertThat(offenders(ArchitectureRules.domainReadsNoClockAndRollsNoDice))
                .containsExactly("MakesItsOwnId", "ReadsTheClock", "ReadsTheMonotonicClock", "RollsDice");
    }

    @Test
    void appKnowsNoTechnology() {
        assertThat(offenders(ArchitectureRules.appKnowsNoTechnology)).containsExactly("KnowsHttp", "KnowsItsAdapter");
    }

    @Test
    void adaptersDoNotKnowEachOther() {
        assertThat(details(ArchitectureRules.adaptersDoNotKnowEachOther))
                .singleElement()
                .asString()
                .contains("KnowsTheRestAdapter");
    }

    @Test
    void nothingAwaitsOrSleeps() {
        assertThat(offenders(ArchitectureRules.nothingAwaitsOrSleeps))
                .containsExactly("Awaits", "JoinsAFuture", "Sleeps");
    }

    @Test
    void onlyTheFrameworkSubscribes() {
        assertThat(offenders(ArchitectureRules.onlyTheFrameworkSubscribes)).containsExactly("Subscribes");
    }

    @Test
    void rowsAreDeletedByQuery() {
        assertThat(offenders(ArchitectureRules.rowsAreDeletedByQuery)).containsExactly("RemovesAnEntity");
    }

    @Test
    void resourcesArePublic() {
        assertThat(offenders(ArchitectureRules.resourcesArePublic)).containsExactly("HiddenMethod", "HiddenRoute");
    }

    @Test
    void namesSaySomething() {
        assertThat(offenders(ArchitectureRules.namesSaySomething)).containsExactly("AbstractJob", "JobManager");
    }

    @Test
    void portsAreNeverDropped() {
        assertThat(offenders(ArchitectureRules.portsAreNeverDropped)).containsExactly("CanBeDropped");
    }

    @Test
    void soundCodeBreaksNoRule() throws ReflectiveOperationException {
        var sound = new ClassFileImporter()
                .importPackages(Decider.class.getPackageName().replace(".domain", ""));

        for (var field : ArchitectureRules.class.getDeclaredFields()) {
            var rule = (ArchRule) field.get(null);
            assertThat(rule.evaluate(sound).hasViolation()).as(field.getName()).isFalse();
        }
    }

    private static TreeSet<String> offenders(ArchRule rule) {
        var names = new TreeSet<String>();
        for (var detail : details(rule)) {
            var name = PLANTED_CLASS.matcher(detail);
            assertThat(name.find()).as(detail).isTrue();
            names.add(name.group(1));
        }
        return names;
    }

    private static List<String> details(ArchRule rule) {
        return rule.evaluate(CLASSES).getFailureReport().getDetails();
    }
}
