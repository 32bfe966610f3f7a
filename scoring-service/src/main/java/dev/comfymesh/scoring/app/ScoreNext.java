package dev.comfymesh.scoring.app;

import dev.comfymesh.kit.objects.ObjectMissing;
import dev.comfymesh.kit.objects.ObjectStore;
import dev.comfymesh.scoring.app.WorkQueue.Finished;
import dev.comfymesh.scoring.domain.Examination;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes some candidates from the queue, measures their pictures, so many at once, and stores the verdicts together.
 * Whatever is wrong with a picture is a verdict; only trouble with the stores, or a worker that breaks, is a failure: it
 * keeps no other candidate from its verdict, and its own stays in the queue.
 */
public final class ScoreNext {
    private final WorkQueue queue;
    private final ObjectStore objects;
    private final Workers workers;
    private final Examiner examiner;
    private final ProfileShelf profiles;
    private final int atOnce;
    private final int maxTries;

    public ScoreNext(
            WorkQueue queue,
            ObjectStore objects,
            Workers workers,
            Examiner examiner,
            ProfileShelf profiles,
            int atOnce,
            int maxTries) {
        this.queue = queue;
        this.objects = objects;
        this.workers = workers;
        this.examiner = examiner;
        this.profiles = profiles;
        this.atOnce = atOnce;
        this.maxTries = maxTries;
    }

    /** Answers whether there is more to do at once. */
    public Uni<Boolean> scoreNext() {
        return queue.take().chain(batch -> score(batch.work()).replaceWith(batch.more()));
    }

    private Uni<Void> score(List<Work> batch) {
        var finished = new ArrayList<Finished>();
        return each(batch, new ReadIntent(objects, workers, examiner), finished)
                .onItemOrFailure()
                .call((_, _) -> finish(finished));
    }

    /** Looks at all of it, so many at once, and fails in the end if any could not be looked at. */
    private Uni<Void> each(List<Work> batch, ReadIntent intents, List<Finished> finished) {
        return Multi.createFrom()
                .iterable(batch)
                .onItem()
                .transformToUni(work -> examine(work, intents).invoke(seen -> finished.add(new Finished(work, seen))))
                .collectFailures()
                .merge(atOnce)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> finish(List<Finished> finished) {
        return finished.isEmpty() ? Uni.createFrom().voidItem() : queue.finish(finished);
    }

    private Uni<Examination> examine(Work work, ReadIntent intents) {
        if (work.late()) {
            return refused(Examination.late());
        }
        if (work.tries() > maxTries) {
            return refused(Examination.unmeasurable(maxTries));
        }
        return examiner.object(work.bytes()).map(ScoreNext::refused).orElseGet(() -> readAndExamine(work, intents));
    }

    private Uni<Examination> readAndExamine(Work work, ReadIntent intents) {
        return profiles.knowing(Set.of(work.profile()))
                .map(known -> known.of(work.profile()))
                .chain(profile -> intents.of(work, profile)
                        .onFailure(ReadIntent.Unread.class)
                        .call(() -> queue.giveBack(work))
                        .chain(sought -> readAndExamine(work, Wanted.by(profile), sought)));
    }

    private Uni<Examination> readAndExamine(Work work, Wanted wanted, Sought sought) {
        return read(work)
                .chain(content -> content.map(bytes -> workers.run(() -> examiner.examine(bytes, wanted, sought)))
                        .orElseGet(() -> refused(Examination.missing())));
    }

    /** The content; empty when there is none under the key and never will be. */
    private Uni<Optional<byte[]>> read(Work work) {
        return objects.read(work.objectKey())
                .map(Optional::of)
                .onFailure(failure -> failure instanceof ObjectMissing || failure instanceof IllegalArgumentException)
                .recoverWithItem(Optional.empty())
                .onFailure()
                .call(() -> queue.giveBack(work));
    }

    private static Uni<Examination> refused(Examination.Refused refused) {
        return Uni.createFrom().item(refused);
    }
}
