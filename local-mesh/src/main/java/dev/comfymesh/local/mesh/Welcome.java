package dev.comfymesh.local.mesh;

import java.util.List;
import java.util.stream.Collectors;

/** What is said once the mesh is up: where it is, the key, and a request that works when pasted. */
final class Welcome {
    private Welcome() {}

    static void print(Layout layout, List<Node> nodes, List<Provider> providers) {
        var url = Blueprint.API_URL;
        var key = Layout.shown(layout.apiKey());
        var request = pasted(Layout.shown(layout.root().resolve("examples/request.json")));
        System.out.printf(
                """

                The mesh is ready.

                  API       %1$s/v1/jobs
                  Swagger   %1$s/swagger-ui
                  OpenAPI   %1$s/openapi
                  Key       %2$s   (kept in %3$s)
                  Nodes     %4$s%7$s

                Submit a job:

                  curl -s %1$s/v1/jobs -H "Authorization: Bearer $(cat %6$s)" \\
                       -H 'Content-Type: application/json' -d @%5$s

                or watch one from submission to pictures: ./mesh demo

                """, url, Secrets.of(layout).apiKey(), key, describe(nodes), request, pasted(key), accounts(providers));
    }

    /** As one word to a shell. */
    static String pasted(String path) {
        return path.matches("[\\w./-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
    }

    private static String describe(List<Node> nodes) {
        return nodes.stream()
                .map(node -> node.id() + " " + node.url() + warning(node))
                .collect(Collectors.joining(", "));
    }

    private static String accounts(List<Provider> providers) {
        return providers.stream()
                .map(provider -> provider.id() + " " + provider.url())
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "), told -> told.isEmpty() ? "" : "\n  Accounts  " + told));
    }

    private static String warning(Node node) {
        var answers = Probe.http(node.url() + "/system_stats").isReady();
        return answers ? "" : " (does not answer yet)";
    }
}
