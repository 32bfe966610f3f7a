package dev.comfymesh.testkit.check;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Where the parts of a mesh are found; only simulated nodes are named, as no other has a witness. */
public record MeshAddress(String postgres, String kafka, Path objects, List<URI> nodes, Doors doors) {
    public MeshAddress {
        nodes = List.copyOf(nodes);
    }

    /** One that nobody asks anything over REST. */
    public MeshAddress(String postgres, String kafka, Path objects, List<URI> nodes) {
        this(postgres, kafka, objects, nodes, Doors.CLOSED);
    }
}
