package dev.comfymesh.executor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.executor.domain.RunRule.Deed;
import dev.comfymesh.executor.domain.Sign.Source;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunRulesTest {
    @ParameterizedTest
    @EnumSource
    void thereIsOneRuleForEachSignInEachOpenState(RunState known) {
        var signs = RunRules.ALL.stream()
                .filter(rule -> rule.from().contains(known))
                .map(RunRule::sign)
                .toList();

        assertThat(signs).doesNotHaveDuplicates();
        assertThat(EnumSet.allOf(Sign.class)).hasSameElementsAs(known.open() ? signs : EnumSet.allOf(Sign.class));
        assertThat(signs.isEmpty()).isNotEqualTo(known.open());
    }

    /** The look is one source, and that it is repeated or agrees with the record of the node's history the other. */
    @Test
    void noVerdictComesFromAnEventOrASubmitAlone() {
        assertThat(RunRules.ALL)
                .filteredOn(rule ->
                        rule.sign().source() == Source.EVENT || rule.sign().source() == Source.SUBMIT)
                .extracting(RunRule::deed)
                .containsOnly(Deed.REST, Deed.LOOK, Deed.STATE_START);
    }

    @Test
    void whatEndsARunIsDoneAboutItAndNothingElseIs() {
        assertThat(RunRules.ALL).allSatisfy(rule -> {
            var over = rule.to() != null && !rule.to().open();
            assertThat(over).isEqualTo(rule.deed() == Deed.END || rule.deed() == Deed.COLLECT);
        });
    }

    @Test
    void everyStateIsReached() {
        var reached = EnumSet.of(RunState.UNKNOWN);
        RunRules.ALL.stream().flatMap(rule -> Stream.ofNullable(rule.to())).forEach(reached::add);

        assertThat(reached).isEqualTo(EnumSet.allOf(RunState.class));
    }

    /** What was told twice, or after the end, is as if it was told once. */
    @Test
    void repeatedSignsChangeNothingMore() {
        assertThat(Arrays.asList(Sign.values()))
                .allSatisfy(sign -> assertThat(Arrays.asList(RunState.values())).allSatisfy(known -> {
                    var once = after(known, sign);
                    assertThat(after(once, sign)).isEqualTo(once);
                }));
    }

    private static RunState after(RunState known, Sign sign) {
        var rule = RunRules.of(known, sign);
        return rule == null ? known : rule.next(known);
    }

    static String table() {
        return RunRules.ALL.stream()
                .map(rule -> "| %s | %s | `%s`: %s | %s | %s | %s |%n"
                        .formatted(
                                states(rule.from()),
                                word(rule.sign().source()),
                                rule.sign(),
                                rule.sign().meaning(),
                                rule.to() == null ? "the same" : "`" + rule.to() + "`",
                                rule.deed(),
                                rule.because()))
                .collect(Collectors.joining());
    }

    private static String states(Set<RunState> known) {
        return Arrays.stream(RunState.values()).filter(RunState::open).allMatch(known::contains)
                ? "any"
                : known.stream().map(state -> "`" + state + "`").collect(Collectors.joining(", "));
    }

    private static String word(Source source) {
        return switch (source) {
            case SUBMIT -> "submit";
            case EVENT -> "event";
            case LOOK -> "look";
            case CLOCK -> "look and clock";
        };
    }
}
