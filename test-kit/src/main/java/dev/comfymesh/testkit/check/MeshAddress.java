package dev.comfymesh.testkit.check;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Where the parts of a mesh are found; only simulated nodes are named, as no other has a witness. */
public record MeshAddress(String postgres, String kafka, Path objects, List<URI> nodes) {
    public MeshAddress {
        nodes = List.copyOf(nodes);
    }
}
