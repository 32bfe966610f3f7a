package dev.comfymesh.local.mesh;

import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;

/** A ComfyUI node as the router is told of it. */
record Node(String id, String url) {
    /** The stand-ins that a mesh without real nodes gets. */
    static final List<Node> SIMULATED =
            List.of(new Node("sim-a", "http://127.0.0.1:8288"), new Node("sim-b", "http://127.0.0.1:8289"));

    /** Real nodes by their URLs, called node-1, node-2 and so on. */
    static List<Node> named(List<String> urls) {
        return IntStream.range(0, urls.size())
                .mapToObj(index -> new Node("node-" + (index + 1), checked(urls.get(index))))
                .toList();
    }

    int port() {
        return URI.create(url).getPort();
    }

    boolean isSimulated() {
        return SIMULATED.contains(this);
    }

    private static String checked(String url) {
        if (!url.matches("https?://[^/\\s]+(/\\S*)?")) {
            throw new Trouble("--node " + url + " is not the URL of a ComfyUI node; try http://127.0.0.1:8188");
        }
        return url.replaceAll("/+$", "");
    }
}
