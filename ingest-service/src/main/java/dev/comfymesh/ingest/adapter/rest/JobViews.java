package dev.comfymesh.ingest.adapter.rest;

import dev.comfymesh.contracts.ArtifactKind;
import dev.comfymesh.contracts.Selected;
import dev.comfymesh.ingest.adapter.rest.JobView.ArtifactView;
import dev.comfymesh.ingest.adapter.rest.JobView.Cost;
import dev.comfymesh.ingest.adapter.rest.JobView.Links;
import dev.comfymesh.ingest.adapter.rest.JobView.ParkedView;
import dev.comfymesh.ingest.adapter.rest.JobView.PoolView;
import dev.comfymesh.ingest.adapter.rest.JobView.SelectedView;
import dev.comfymesh.ingest.adapter.rest.JobView.Workflow;
import dev.comfymesh.ingest.app.ArtifactCatalog;
import dev.comfymesh.ingest.app.ArtifactLinks;
import dev.comfymesh.ingest.app.ParkedJobs;
import dev.comfymesh.ingest.app.ParkedJobs.Parked;
import dev.comfymesh.ingest.app.StoredArtifact;
import dev.comfymesh.ingest.domain.Job;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Shows jobs with signed links to what they deliver. */
@ApplicationScoped
class JobViews {
    private final ArtifactCatalog artifacts;
    private final ParkedJobs parkedJobs;
    private final ArtifactLinks links;
    private final Addresses addresses;

    JobViews(ArtifactCatalog artifacts, ParkedJobs parkedJobs, ArtifactLinks links, Addresses addresses) {
        this.artifacts = artifacts;
        this.parkedJobs = parkedJobs;
        this.links = links;
        this.addresses = addresses;
    }

    Uni<JobView> of(Job job, UriInfo request) {
        return of(List.of(job), job.tenantId(), request).map(List::getFirst);
    }

    /** Jobs of one tenant. */
    Uni<List<JobView>> of(List<Job> jobs, String tenantId, UriInfo request) {
        var ids = jobs.stream().map(Job::id).toList();
        return artifacts
                .delivered(tenantId, jobs)
                .chain(files -> parkedJobs
                        .find(tenantId, ids)
                        .map(parked -> jobs.stream()
                                .map(job -> view(
                                        job, files, parked.getOrDefault(job.id(), List.of()), addresses.base(request)))
                                .toList()));
    }

    /** A job that delivers nothing yet. */
    JobView undelivered(Job job, UriInfo request) {
        return view(job, Map.of(), List.of(), addresses.base(request));
    }

    URI self(Job job, UriInfo request) {
        return URI.create(links(job, addresses.base(request)).self());
    }

    private JobView view(Job job, Map<UUID, List<StoredArtifact>> files, List<Parked> parked, String address) {
        var terms = job.terms();
        var state = job.state();
        var counts = state.pool().counts();
        return new JobView(
                job.id(),
                state.status(),
                state.seq(),
                !job.delivery().isEmpty() && state.pool().complete(),
                terms.createdAt(),
                terms.deadline(),
                new Workflow(terms.digest()),
                new PoolView(
                        counts.candidates(),
                        terms.pool().deliver(),
                        state.pool().wave(),
                        counts.waiting(),
                        counts.running(),
                        counts.scored(),
                        counts.failed()),
                job.delivery().stream()
                        .map(selected -> selected(selected, files, address))
                        .toList(),
                new Cost(job.reservedMicros(), state.spentMicros()),
                state.status().ended() ? state.problem() : null,
                terms.metadata(),
                parked.stream()
                        .map(by -> new ParkedView(by.service(), by.since()))
                        .toList(),
                links(job, address));
    }

    private SelectedView selected(Selected selected, Map<UUID, List<StoredArtifact>> files, String address) {
        return new SelectedView(
                selected.rank(),
                selected.candidateId(),
                selected.seed(),
                selected.score(),
                files.getOrDefault(selected.attemptId(), List.of()).stream()
                        .map(file -> artifact(file, address))
                        .toList());
    }

    private ArtifactView artifact(StoredArtifact stored, String address) {
        var file = stored.artifact();
        var link = links.link(stored.id());
        var url = "%s/v1/artifacts/%s?expires=%d&signature=%s"
                .formatted(address, stored.id(), link.expiresAt().getEpochSecond(), link.signature());
        return new ArtifactView(
                stored.id(),
                file.mediaType(),
                file.bytes(),
                file.width(),
                file.height(),
                file.node(),
                file.name(),
                file.kind() == null ? ArtifactKind.OUTPUT : file.kind(),
                file.sha256(),
                url,
                link.expiresAt());
    }

    private static Links links(Job job, String address) {
        var self = address + "/v1/jobs/" + job.id();
        return new Links(self, self + "/events", self + "/cancel");
    }
}
