package dev.comfymesh.executor.app;

import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.executor.domain.provider.Commission;
import dev.comfymesh.executor.domain.provider.Handover;
import dev.comfymesh.executor.domain.provider.RemoteFile;
import dev.comfymesh.executor.domain.provider.RemoteRun;
import dev.comfymesh.executor.domain.provider.Sought;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A provider that answers what it was told to, and remembers in order what it was asked. */
final class FakeProvider implements Provider {
    Handover handover = new Handover.Taken("run-1");
    RemoteRun run = new RemoteRun.Waiting();
    Sought sought = new Sought.Unsearchable();
    Fetched fetched = RunScene.anything();
    boolean answers = true;
    final List<Commission> commissions = new ArrayList<>();
    final List<String> asked = new ArrayList<>();

    @Override
    public Uni<Upload> upload(InputFile file, Multi<byte[]> content) {
        return answer("upload", new Upload.Placed("placed-" + file.path()));
    }

    @Override
    public Uni<Handover> submit(Commission commission) {
        commissions.add(commission);
        return answer("submit", handover);
    }

    @Override
    public Uni<Sought> find(Commission commission, Instant since) {
        return answer("find", sought);
    }

    @Override
    public Uni<RemoteRun> look(String remoteId) {
        return answer("look " + remoteId, run);
    }

    @Override
    public Uni<Void> cancel(String remoteId) {
        return answer("cancel", null);
    }

    @Override
    public Uni<Fetched> fetch(RemoteFile file, Path path) {
        return answer("fetch", fetched);
    }

    Uni<Boolean> answers() {
        return answer("answers", answers);
    }

    private <T> Uni<T> answer(String question, T answer) {
        asked.add(question);
        return Uni.createFrom().item(answer);
    }
}
