package dev.comfymesh.ingest.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.ingest.app.workflow.Workflow;
import dev.comfymesh.ingest.app.workflow.WorkflowShelf.Content;
import dev.comfymesh.ingest.domain.workflow.Release;
import dev.comfymesh.ingest.domain.workflow.Release.Action;
import dev.comfymesh.ingest.domain.workflow.WorkflowVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A workflow as its tenant sees it; {@code releases} says by environment what that runs. */
record WorkflowView(
        String name, String description, Instant createdAt, VersionView latest, Map<String, ReleaseView> releases) {
    /** @param graph only of a version that was asked for alone */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record VersionView(
            String ref,
            int number,
            String digest,
            String message,
            long bytes,
            String savedBy,
            Instant savedAt,
            @Nullable JsonNode graph) {
        static VersionView of(WorkflowVersion version) {
            return of(version, null);
        }

        static VersionView of(Content content) {
            return of(content.version(), Json.object(content.graph()));
        }

        private static VersionView of(WorkflowVersion version, @Nullable JsonNode graph) {
            return new VersionView(
                    version.name() + "@" + version.digest(),
                    version.number(),
                    version.digest(),
                    version.message(),
                    version.bytes(),
                    version.savedBy(),
                    version.savedAt(),
                    graph);
        }
    }

    record ReleaseView(int number, String action, int version, String digest, String releasedBy, Instant releasedAt) {
        static ReleaseView of(Release release) {
            return new ReleaseView(
                    release.number(),
                    word(release.action()),
                    release.version(),
                    release.digest(),
                    release.releasedBy(),
                    release.releasedAt());
        }

        private static String word(Action action) {
            return switch (action) {
                case PIN -> "pin";
                case PROMOTE -> "promote";
                case ROLL_BACK -> "rollBack";
            };
        }
    }

    /** @param nextCursor null on the last page */
    record WorkflowPage(
            List<WorkflowView> workflows, @Nullable String nextCursor) {}

    /** @param nextCursor null on the last page */
    record VersionPage(List<VersionView> versions, @Nullable String nextCursor) {}

    /** All releases of an environment, the last one, which it runs, first. */
    record ReleaseHistory(String environment, List<ReleaseView> releases) {}

    static WorkflowView of(Workflow workflow) {
        return new WorkflowView(
                workflow.name(),
                workflow.description(),
                workflow.createdAt(),
                VersionView.of(workflow.latest()),
                workflow.releases().stream()
                        .collect(Collectors.toMap(
                                release -> release.environment().word(), ReleaseView::of)));
    }
}
