package dev.comfymesh.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionsTest {
    @TempDir
    private Path directory;

    @Test
    void haveDefaultsForWhatIsAMatterOfTaste() {
        var options = options();

        assertThat(options.capBytes()).isEqualTo(50L << 30);
        assertThat(options.keepFreeBytes()).isEqualTo(10L << 30);
        assertThat(options.keep()).isEqualTo(Duration.ofDays(1));
        assertThat(options.outputs()).isEmpty();
        assertThat(options.suffixes()).containsExactlyInAnyOrder(".safetensors", ".sft", ".gguf");
    }

    @Test
    void readTheTokenFromAFileOrTheEnvironment() throws Exception {
        var file = Files.writeString(directory.resolve("token"), "from-file\n");

        assertThat(options("--token", file.toString()).token(Map.of())).isEqualTo("from-file");
        assertThat(options().token(Map.of(Options.TOKEN_VARIABLE, "from-environment")))
                .isEqualTo("from-environment");
        assertThatThrownBy(() -> options().token(Map.of())).hasMessageStartingWith("there is no token");
    }

    @Test
    void sayWhatToChange() {
        assertThatThrownBy(() -> Options.parse(List.of("--target", "a"))).hasMessage("--mesh is missing");
        assertThatThrownBy(() -> options("--modles", "x")).hasMessage("there is no option --modles");
        assertThatThrownBy(() -> options("--cap")).hasMessage("--cap needs a value");
        assertThatThrownBy(() -> options("--cap", "many").capBytes()).hasMessage("--cap is a size like 500M or 50G");
        assertThatThrownBy(() -> options("--keep", "1y").keep()).hasMessage("--keep is a time like 24h or 7d");
        assertThatThrownBy(() -> options("--mesh", "executor:8082").mesh())
                .hasMessage("--mesh is a URL like http://executor:8082, not 'executor:8082'");
        assertThatThrownBy(() -> options("--output", "nowhere").outputs())
                .hasMessage("--output nowhere is not a directory");
    }

    private Options options(String... more) {
        var arguments = new ArrayList<>(
                List.of("--target", "a", "--mesh", "http://mesh:8082", "--models", directory.toString()));
        arguments.addAll(List.of(more));
        return Options.parse(arguments);
    }
}
