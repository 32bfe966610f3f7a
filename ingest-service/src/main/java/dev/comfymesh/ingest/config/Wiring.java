package dev.comfymesh.ingest.config;

import com.fasterxml.uuid.Generators;
import dev.comfymesh.ingest.adapter.rest.RequestRules;
import dev.comfymesh.ingest.adapter.rest.UploadRules;
import dev.comfymesh.ingest.adapter.store.Expired;
import dev.comfymesh.ingest.app.Announcements;
import dev.comfymesh.ingest.app.ArtifactCatalog;
import dev.comfymesh.ingest.app.ArtifactLinks;
import dev.comfymesh.ingest.app.Authenticate;
import dev.comfymesh.ingest.app.Backlog;
import dev.comfymesh.ingest.app.CancelJob;
import dev.comfymesh.ingest.app.EventLog;
import dev.comfymesh.ingest.app.FileLimits;
import dev.comfymesh.ingest.app.FindFile;
import dev.comfymesh.ingest.app.Gate;
import dev.comfymesh.ingest.app.GatherFiles;
import dev.comfymesh.ingest.app.JobStore;
import dev.comfymesh.ingest.app.JobStreams;
import dev.comfymesh.ingest.app.KeepFile;
import dev.comfymesh.ingest.app.KeyStore;
import dev.comfymesh.ingest.app.PickPictures;
import dev.comfymesh.ingest.app.SubmitJob;
import dev.comfymesh.ingest.app.UploadStore;
import dev.comfymesh.ingest.app.workflow.ReleaseWorkflow;
import dev.comfymesh.ingest.app.workflow.WorkflowShelf;
import dev.comfymesh.kit.http.GuardedClient;
import dev.comfymesh.kit.objects.ObjectStore;
import dev.comfymesh.kit.retention.Expiry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** How the service is put together: reading it shows the policy. */
final class Wiring {
    private static final Logger LOG = Logger.getLogger(Wiring.class);
    private static final int SIGNING_KEY_BYTES = 32;
    private static final long SEEDS = 1L << 53; // what a double, and so any JSON reader, holds exactly

    private Wiring() {}

    @Produces
    @Singleton
    static Authenticate authenticate(KeyStore keys, Clock clock, IngestConfig config) {
        return new Authenticate(keys, clock, config.keyMemory());
    }

    @Produces
    @Singleton
    static SubmitJob submitJob(
            JobStore jobs,
            GatherFiles gatherFiles,
            PickPictures pickPictures,
            Backlog backlog,
            Clock clock,
            IngestConfig config) {
        return new SubmitJob(
                jobs,
                gatherFiles,
                pickPictures,
                backlog,
                config.mostBehind(),
                clock,
                Generators.timeBasedEpochGenerator()::generate,
                () -> ThreadLocalRandom.current().nextLong(SEEDS));
    }

    @Produces
    @Singleton
    static ReleaseWorkflow releaseWorkflow(WorkflowShelf shelf, Clock clock) {
        return new ReleaseWorkflow(shelf, clock);
    }

    @Produces
    @Singleton
    static KeepFile keepFile(UploadStore uploads, ObjectStore objects, Clock clock, IngestConfig config) {
        return new KeepFile(uploads, objects, clock, config.files().tenantBytes());
    }

    @Produces
    @Singleton
    static GatherFiles gatherFiles(
            UploadStore uploads,
            KeepFile keepFile,
            ObjectStore objects,
            GuardedClient client,
            Clock clock,
            IngestConfig config) {
        var files = config.files();
        var limits = new FileLimits(files.maxBytes(), files.fetchTime(), files.idle());
        var findFile = new FindFile(uploads, keepFile, objects, client::fetch, limits, clock);
        return new GatherFiles(findFile, new Gate(files.mostAtOnce()), files.fetchTime(), clock);
    }

    @Produces
    @Singleton
    static PickPictures pickPictures(ArtifactCatalog artifacts, ObjectStore objects) {
        return new PickPictures(artifacts, objects);
    }

    @Produces
    @Singleton
    static UploadRules uploadRules(IngestConfig config) {
        var files = config.files();
        return new UploadRules(files.maxBytes(), files.idle(), files.mostAtOnce());
    }

    @Produces
    @Singleton
    static CancelJob cancelJob(JobStore jobs, Announcements announcements, Clock clock) {
        return new CancelJob(jobs, announcements, clock);
    }

    @Produces
    @Singleton
    static JobStreams jobStreams(EventLog log) {
        return new JobStreams(log);
    }

    @Produces
    @Singleton
    static ArtifactLinks artifactLinks(Clock clock, IngestConfig config) {
        var secret = config.artifacts()
                .signingKey()
                .map(key -> key.getBytes(StandardCharsets.UTF_8))
                .orElseGet(Wiring::keyOfThisProcess);
        return new ArtifactLinks(secret, clock, config.artifacts().urlLifetime());
    }

    @Produces
    @Singleton
    static RequestRules requestRules(IngestConfig config) {
        return new RequestRules(
                config.jobs().maxBodyBytes(),
                config.jobs().maxGraphBytes(),
                config.jobs().defaultCapMicros(),
                config.jobs().defaultDeadline(),
                config.jobs().longestDeadline(),
                config.profiles().orElse(Set.of()),
                "generic",
                config.policies(),
                config.publicUrl());
    }

    @Produces
    @Singleton
    static Expiry oldKeys(IngestConfig config) {
        return Expired.keys(config.idempotencyRetention());
    }

    @Produces
    @Singleton
    static Expiry oldJobs(IngestConfig config) {
        return Expired.jobs(config.jobRetention());
    }

    private static byte[] keyOfThisProcess() {
        LOG.info("No ingest.artifacts.signing-key: artifact URLs end with this process");
        var key = new byte[SIGNING_KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }
}
