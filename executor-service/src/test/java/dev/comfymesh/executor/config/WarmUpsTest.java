package dev.comfymesh.executor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comfymesh.executor.domain.Graph;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmUpsTest {
    private static final String KEY = "executor.nodes.\"gpu.1\".warm-up";

    @TempDir
    Path directory;

    @Test
    void readsTheGraphOfANode() throws IOException {
        var file = Files.writeString(directory.resolve("warm.json"), "{\"1\": {\"class_type\": \"SaveImage\"}}");

        assertThat(WarmUps.read(config(Map.of(KEY, file.toString())).nodes()))
                .isEqualTo(Map.of("gpu.1", new Graph(Map.of("1", Map.of("class_type", "SaveImage")))));
    }

    @Test
    void saysWhichSettingNamesAFileThatIsNone() {
        var missing = directory.resolve("missing.json").toString();

        assertThatThrownBy(() -> WarmUps.read(config(Map.of(KEY, missing)).nodes()))
                .hasMessageContainingAll(KEY, missing);
    }

    private static ExecutorConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(ExecutorConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(ExecutorConfig.class);
    }
}
