package dev.comfymesh.local.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderChoiceTest {
    @TempDir
    private Path root;

    private ProviderChoice choice;

    @BeforeEach
    void prepare() {
        var layout = new Layout(root);
        layout.prepare();
        choice = new ProviderChoice(layout);
    }

    @Test
    void hasNoneUnlessTheyAreWanted() {
        assertThat(choice.settle(false)).isEmpty();
        assertThat(choice.settle(true)).isEqualTo(Provider.STAND_INS);
        assertThat(choice.current()).isEqualTo(Provider.STAND_INS);
        assertThat(choice.settle(false)).isEmpty();
    }

    @Test
    void keepsThoseOfARunningRouter() {
        choice.settle(true);
        running();
        assertThat(choice.settle(false)).isEqualTo(Provider.STAND_INS);
    }

    @Test
    void addsNoneToARunningRouter() {
        choice.settle(false);
        running();
        assertThatThrownBy(() -> choice.settle(true))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("./mesh down");
    }

    private void running() {
        new Layout(root).pidFile("router").write(ProcessHandle.current());
    }
}
