package dev.comfymesh.executor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.executor.FaultMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AttemptLifecyclePageTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "attempt-lifecycle.md");

    @Test
    void isPrintedFromTheTables() throws IOException {
        if (System.getProperty("update-docs") != null) {
            Files.writeString(DOCUMENT, document());
        }

        assertThat(DOCUMENT)
                .as("docs/attempt-lifecycle.md is made from AttemptLife, RunRules and FaultMatrix: run the test with"
                        + " -Dupdate-docs")
                .hasContent(document());
    }

    private static String document() {
        return """
                # The life of an attempt

                Printed from `AttemptLife.STEPS`, `RunRules.ALL` and the tests' `FaultMatrix` of the executor service.

                An attempt is an order of the router to run a candidate once on one target. Its state stands in the
                executor's table, for whoever owns the target next; a state is stored together with the fact about it. An
                executor never sends an attempt twice.

                ```mermaid
                stateDiagram-v2
                    [*] --> ASSIGNED: AttemptAssigned
                %s    SUCCEEDED --> [*]
                    FAILED --> [*]
                ```

                `SUBMITTING` is stored before the graph is sent. A submit that was refused, or never left, ends the attempt at
                once; from any other on there may be a run.

                ## What is known of its run

                What the owner knows of the run at the node lives in memory; a new owner begins with `RUNNING` where the start
                was stated and with `UNKNOWN` otherwise, and asks the node. Signs come from the answer to the submit, from
                events on the node's socket, and from looks: `GET /api/jobs/{id}`, or queue and history on older nodes. Events
                only ever make the executor look; they end nothing. A look ends a run by the node's own record of its end, or
                by missing it again and again.

                | known so far | from | sign | then | done | because |
                |---|---|---|---|---|---|
                %s
                "Any" are `UNKNOWN`, `PENDING` and `RUNNING`. `ENDED_WELL`, `ENDED_BADLY`, `INTERRUPTED` and `LOST` have no rows: whatever is said after them is late or
                repeated and changes nothing. A run that ended well succeeds once its outputs were read, checked and stored.
                A run that we asked to stop ends as what it was stopped for, unless it finished or failed first. It is always
                stopped by its id; what else the node runs is not touched.

                ## At a provider

                An account with a provider has no socket and tells no id before it has taken a run. What it calls the run is stored
                right after the submit, and is all that a new owner needs. There is no table of signs: a look that shows the run
                waiting, working, absent, or nothing at all changes nothing, and one that shows its end ends the attempt, with the
                provider's bill. A webhook only makes the executor look.

                | what happened | the attempt |
                |---|---|
                | the provider declined | ends by the class of what was wrong; nothing was started |
                | it takes no more for now, or refused the account shortly before | `NOT_STARTED`, `ACCOUNT_REFUSED` |
                | no connection was made | `UNREACHABLE` |
                | the submit had no answer | is looked for, never sent again; `UNKNOWN` at the end of its time |
                | the run is not wanted any more, or its time is over | is cancelled again and again, and ends when the run does |
                | nothing is heard of a run that was taken | `UNKNOWN`, as long after its time as below |

                ## How long is long enough

                | what | how long | setting, `executor.` |
                |---|---|---|
                | the answer to a submit | 5 s, then the node is asked | `node.submit-timeout` |
                | looks at a run that nothing is heard of | every 2 s | `run.poll` |
                | missed, after a submit that was not answered | 3 looks over 10 s: validation may take that long | `patience.unanswered-for` |
                | missed, after the node had it | 3 looks over 3 s | `patience.absent-for` |
                | nobody listens at the node's address | 10 s | `patience.refused-for` |
                | the node accepts connections and answers nothing | 60 s | `patience.silent-for` |
                | no event and no change of a running run that can be heard | 5 min | `patience.stalled-for` |
                | an interrupted run that is there still | 30 s | `patience.stopping-for` |
                | looks at a run at a provider | 1 s after the submit, then ever later, to 15 s | `looks.least`, `looks.most` |
                | the answer to a submit at a provider | 30 s | `looks.submit-timeout` |
                | anything else that keeps an attempt from its end | 5 min beyond its time | `patience.overdue-for` |

                The shorter span is safe once the node had the run: from then on it is in the queue, running or in the
                history at any time but for moments, so three looks that miss it mean that it was taken back or forgotten.

                ## When things go wrong

                What a node does at which phase of an attempt, and how that attempt then ends. Each cell is a test against a node
                in memory (`FaultMatrixTest`), and one against a simulated node (`FaultsIT`). In each the run was submitted once
                at most, there is one ending, and nothing is left over: no loop, socket or file.

                %s
                """.formatted(diagram(), RunRulesTest.table(), FaultMatrix.table());
    }

    private static String diagram() {
        return AttemptLife.STEPS.stream()
                .map(step -> "    %s --> %s: %s%n".formatted(step.from(), step.to(), step.happening()))
                .collect(Collectors.joining());
    }
}
