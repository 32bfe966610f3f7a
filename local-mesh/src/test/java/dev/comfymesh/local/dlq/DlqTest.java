package dev.comfymesh.local.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class DlqTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing | Unmatched argument at index 0: 'nothing'",
                "show | Missing required parameter: 'ID'",
                "replay | Missing required parameter: 'ID'",
            })
    void refusesWhatMakesNoSense(String arguments, String sentence) {
        var errors = new StringWriter();

        var exitCode =
                new CommandLine(Dlq.class).setErr(new PrintWriter(errors)).execute(arguments.split(" "));

        assertThat(exitCode).isEqualTo(2);
        assertThat(errors.toString()).contains(sentence, "dlq");
    }
}
