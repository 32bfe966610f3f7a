package dev.comfymesh.router.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.FailureClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureRulesTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "failure-handling.md");

    @Test
    void hasOneRuleForEachClass() {
        assertThat(FailureRules.ALL).extracting(FailureRule::failure).containsExactlyInAnyOrder(FailureClass.values());
    }

    @Test
    void blamesATargetOnlyForWhatIsTriedElsewhere() {
        assertThat(FailureRules.ALL)
                .filteredOn(rule -> rule.blame() != FailureRule.Blame.NONE)
                .allSatisfy(rule -> assertThat(rule.again()).isEqualTo(FailureRule.Again.ELSEWHERE));
    }

    /** But for what we end ourselves: the candidate is not to suffer from that. */
    @Test
    void countsEverythingThatMayHaveCost() {
        assertThat(FailureRules.ALL)
                .filteredOn(rule -> !rule.counts() && rule.failure() != FailureClass.REVOKED)
                .allSatisfy(rule -> assertThat(rule.payment()).isEqualTo(FailureRule.Payment.NOTHING));
    }

    @ParameterizedTest
    @EnumSource(FailureClass.class)
    void followsTheHintsOfTheClass(FailureClass failure) {
        var rule = FailureRules.of(failure);

        assertThat(hint(rule.again())).isEqualTo(failure.retry());
        assertThat(hint(rule.payment())).isEqualTo(failure.payer());
    }

    private static FailureClass.Retry hint(FailureRule.Again again) {
        return switch (again) {
            case NEVER -> FailureClass.Retry.POINTLESS;
            case ANYWHERE, WHEN_KNOWN -> FailureClass.Retry.LATER;
            case ELSEWHERE -> FailureClass.Retry.ELSEWHERE;
            case HERE_ONCE -> FailureClass.Retry.HERE;
        };
    }

    private static FailureClass.Payer hint(FailureRule.Payment payment) {
        return switch (payment) {
            case NOTHING -> FailureClass.Payer.NOBODY;
            case RUN_TIME, RESERVED -> FailureClass.Payer.TENANT;
        };
    }

    @Test
    void isWhatTheDocumentationSays() throws IOException {
        if (System.getProperty("update-docs") != null) {
            Files.writeString(DOCUMENT, document());
        }

        assertThat(DOCUMENT)
                .as("docs/failure-handling.md is made from FailureRules: run the test with -Dupdate-docs")
                .hasContent(document());
    }

    private static String document() {
        return """
                # What follows a failure

                Printed from `FailureRules.ALL` of the router service. An executor ends an attempt with a class; the router
                alone decides what follows.

                | class | tried again | counts as an attempt | held against the target | who pays | because |
                |---|---|---|---|---|---|
                %s
                **Attempts.** A candidate has three that count (`router.retry.attempts`), and ten more that never began
                (`router.retry.uncounted`). After the last, or past the job's deadline, it ends in `CandidateFailed`.

                **Pauses.** 250 ms before the second attempt (`router.retry.pause`), twice as long before each further one,
                at most 30 s (`router.retry.longest-pause`); each is a fifth shorter or longer at most, by a hash of the
                candidate's id, so that what failed together does not come back together, and the same every time.

                **Budget.** At most a fifth of a minute's attempts are retries (`router.retry.per-cent`), of each tenant and of all
                together, but 60 a minute of each tenant (`router.retry.least-of-tenant`) and 240 in all
                (`router.retry.least`) may go in any case. The oldest go first, and the others wait: an outage is not amplified
                by those who fail in it (`comfymesh.router.retries.held` counts them).

                **Moves.** An attempt that waits behind a run which takes much longer than expected is asked to end where another
                target with room would end it 10 s earlier (`router.guard.gain`), or in time at all; so is a run itself that takes
                more than twice as long as that target was known to take, where it will be late and another would be in time. It
                ends as `REVOKED`, uses up none of the candidate's attempts, and is moved twice at most
                (`router.guard.most-moves`).

                **Targets.** Three faults in a row eject a target (`router.ejection.failures`), one lie does so at once: a
                claimed success whose outputs are not there, or are no pictures. A blank picture counts as a fault, as its
                graph may have made it. With each fault in a row a target holds half as much as before, so that little is
                lost when it is ejected. The first ejection lasts 30 s (`router.ejection.first`), each further one twice as
                long, at most 30 min (`router.ejection.longest`). What was assigned before its end says nothing of the target
                afterwards. Then one attempt tries it out, and a single fault of that ejects it again: it is one of low
                priority or of a pool that has others; one that stands alone only if none such comes within 10 s, or a minute
                where it is of high priority, or if no other target would run it. From then on the target is given a fifth of
                its slots more with each honest result, and is trusted as before after five. Of what is up, at most half is
                ejected: where more fail, those that would be back first are on probation at once
                (`comfymesh.router.ejections.lifted` counts them).

                **Our own side.** That nothing is heard of a target may be its fault or ours. Where three tenths of all
                addresses (`router.ejection.silent-per-cent`), and two at least, fall silent within 10 s
                (`router.ejection.silent-within`), it is taken to be ours: it is held against none of them, and the ejections
                that it brought within that time are lifted. The targets of one provider's account share an address. One that
                is truly gone is seen to be down, and is given nothing for that reason.

                **What no target can run.** A graph needs node classes and model files; where every target is known to lack
                some of them, its candidates end in `NODE_CLASS_MISSING` or `MODEL_MISSING` at once, with the nodes and inputs
                at fault; where some target was never seen, after 30 s (`router.matching.patience`). One that is down and
                offers all of it is waited for. Model files that a job brings are placed by a node's agent: the job waits for
                that without a slot, and ends in `INPUT_MISSING` at once where no target ever had an agent.

                **Poison.** Two targets (`router.poison.targets`) that died one after the other under one candidate, within
                10 min (`router.poison.window`), end it in `POISON`, and the workflow is kept from all targets for 10 min
                (`router.poison.quarantine`): what waits of it, and what comes, ends so at once. That a target died means that
                an attempt ended there as `LOST` or `UNREACHABLE`. Evidence is asked for: both runs had begun; no attempt of
                another workflow died on those targets in that time, or anywhere within half a minute, as it would in a
                restart or a cut of the network; and the workflow has never succeeded. So `POISON` means that nothing speaks
                for the workflow, not that its guilt is proved: in a mesh that runs nothing else, two nodes that were switched
                off under the same new workflow look no different. `GET /v1/quarantine` lists what is kept away, `DELETE
                /v1/quarantine/{digest}` lets it run again, and `router.poison.enabled=false` leaves it all to the rules above.

                **Money.** A job pays what ran for it, at most what was set aside for that attempt, so never more than its
                cap. What a run overran its limit by, and what is found after the job was closed, is the house's.
                """.formatted(
                        FailureRules.ALL.stream().map(FailureRulesTest::row).collect(Collectors.joining()));
    }

    private static String row(FailureRule rule) {
        return "| `%s` | %s | %s | %s | %s | %s |%n"
                .formatted(
                        rule.failure(),
                        rule.again(),
                        rule.counts() ? "yes" : "no",
                        rule.blame(),
                        rule.payment(),
                        rule.because());
    }
}
