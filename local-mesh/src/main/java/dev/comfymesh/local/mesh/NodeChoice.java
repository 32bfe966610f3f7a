package dev.comfymesh.local.mesh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Which nodes the mesh uses. A running router keeps those that it was started with, and so does the mesh. */
record NodeChoice(Layout layout) {

    /** Settles on the named nodes, or on the simulated ones when none is named. */
    List<Node> settle(List<Node> named) {
        var wanted = named.isEmpty() ? Node.SIMULATED : named;
        if (layout.pidFile("router").process().isEmpty()) {
            write(wanted);
            return wanted;
        }
        var used = current();
        if (!named.isEmpty() && !named.equals(used)) {
            throw new Trouble("the mesh is up with other nodes: run ./mesh down, then ./mesh up --node ... again");
        }
        return used;
    }

    /** The nodes that were settled on last. */
    List<Node> current() {
        try {
            return Files.readAllLines(file()).stream()
                    .map(line -> line.split(" ", 2))
                    .map(words -> new Node(words[0], words[1]))
                    .toList();
        } catch (IOException missing) {
            return Node.SIMULATED;
        }
    }

    private void write(List<Node> nodes) {
        var lines = nodes.stream().map(node -> node.id() + " " + node.url()).collect(Collectors.joining("\n"));
        try {
            Files.writeString(file(), lines + "\n");
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private Path file() {
        return layout.state().resolve("run/nodes");
    }
}
