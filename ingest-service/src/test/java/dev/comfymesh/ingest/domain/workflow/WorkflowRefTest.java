package dev.comfymesh.ingest.domain.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkflowRefTest {
    private static final String DIGEST = "sha256:" + "0a".repeat(32);

    @Test
    void namesAnEnvironmentOrAVersion() {
        assertThat(WorkflowRef.parse("portrait@staging"))
                .contains(new WorkflowRef.Released("portrait", Environment.STAGING));
        assertThat(WorkflowRef.parse("portrait@" + DIGEST)).contains(new WorkflowRef.Version("portrait", DIGEST));
    }

    @Test
    void meansWhatProdRunsByABareName() {
        assertThat(WorkflowRef.parse("team.portrait-2"))
                .contains(new WorkflowRef.Released("team.portrait-2", Environment.PROD));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@prod",
                "Portrait",
                "portrait@",
                "portrait@live",
                "portrait@sha256:12",
                "-a",
                "a-",
                "a/b@prod"
            })
    void knowsNothingElse(String text) {
        assertThat(WorkflowRef.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"portrait@staging", "portrait@prod"})
    void readsAsItWasWritten(String text) {
        assertThat(WorkflowRef.parse(text)).hasToString("Optional[" + text + "]");
    }
}
