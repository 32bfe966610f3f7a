package dev.comfymesh.local.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeTest {
    private static final List<Node> REAL = Node.named(List.of("http://10.0.0.1:8188/", "https://gpu.example"));

    @TempDir
    private Path root;

    @Test
    void countsNamedNodes() {
        assertThat(REAL)
                .containsExactly(new Node("node-1", "http://10.0.0.1:8188"), new Node("node-2", "https://gpu.example"));
    }

    @Test
    void saysWhatAUrlLooksLike() {
        assertThatThrownBy(() -> Node.named(List.of("10.0.0.1:8188")))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("try http://127.0.0.1:8188");
    }

    @Test
    void simulatesNodesWhenNoneIsNamed() throws IOException {
        assertThat(choice().settle(List.of())).isEqualTo(Node.SIMULATED);
    }

    @Test
    void keepsTheNodesOfARunningRouter() throws IOException {
        choice().settle(REAL);
        new Layout(root).pidFile("router").write(ProcessHandle.current());

        assertThat(choice().settle(List.of())).isEqualTo(REAL);
        assertThat(choice().settle(REAL)).isEqualTo(REAL);
        assertThatThrownBy(() -> choice().settle(Node.named(List.of("http://10.0.0.2:8188"))))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("./mesh down");
    }

    private NodeChoice choice() throws IOException {
        Files.createDirectories(root.resolve(".mesh/run"));
        return new NodeChoice(new Layout(root));
    }
}
