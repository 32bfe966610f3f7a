package dev.comfymesh.scoring.app;

import dev.comfymesh.kit.objects.ObjectMissing;
import dev.comfymesh.kit.objects.ObjectStore;
import dev.comfymesh.scoring.domain.Examination;
import dev.comfymesh.scoring.domain.Profiles;
import io.smallrye.mutiny.Uni;

/**
 * Takes one candidate from the queue, measures its picture and stores the verdict. Whatever is wrong with the picture is
 * a verdict; only trouble with the stores is a failure, and then the work stays in the queue.
 */
public final class ScoreNext {
    private final WorkQueue queue;
    private final ObjectStore objects;
    private final Workers workers;
    private final Examiner examiner;
    private final Profiles profiles;
    private final int maxTries;

    public ScoreNext(
            WorkQueue queue, ObjectStore objects, Workers workers, Examiner examiner, Profiles profiles, int maxTries) {
        this.queue = queue;
        this.objects = objects;
        this.workers = workers;
        this.examiner = examiner;
        this.profiles = profiles;
        this.maxTries = maxTries;
    }

    /** Answers whether there was something to do. */
    public Uni<Boolean> scoreNext() {
        return queue.take()
                .chain(taken -> taken.map(work -> score(work).replaceWith(true))
                        .orElseGet(() -> Uni.createFrom().item(false)));
    }

    private Uni<Void> score(Work work) {
        return examine(work)
                .chain(examination -> queue.finish(
                        work, examination, profiles.of(work.profile()).judge(examination)));
    }

    private Uni<Examination> examine(Work work) {
        if (work.tries() > maxTries) {
            return refused(Examination.unmeasurable(maxTries));
        }
        return examiner.object(work.bytes()).map(ScoreNext::refused).orElseGet(() -> readAndExamine(work));
    }

    private Uni<Examination> readAndExamine(Work work) {
        return objects.read(work.objectKey())
                .onFailure(broken -> !(broken instanceof ObjectMissing))
                .call(() -> queue.giveBack(work))
                .chain(content -> workers.run(() -> examiner.examine(content)))
                .onFailure(ObjectMissing.class)
                .recoverWithItem(Examination::missing);
    }

    private static Uni<Examination> refused(Examination.Refused refused) {
        return Uni.createFrom().item(refused);
    }
}
