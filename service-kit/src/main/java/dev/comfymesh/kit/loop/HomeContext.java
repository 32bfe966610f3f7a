package dev.comfymesh.kit.loop;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The Vert.x context on which some work began, so that it can go on there after a pause or after an answer that came on
 * another thread: database sessions live on their context alone.
 */
public record HomeContext(@Nullable Context context) implements Executor {

    /** The context of the caller; work that began outside of Vert.x goes on wherever it is. */
    public static HomeContext current() {
        return new HomeContext(Vertx.currentContext());
    }

    @Override
    public void execute(Runnable task) {
        if (context == null || Vertx.currentContext() == context) {
            task.run();
            return;
        }
        context.runOnContext(_ -> task.run());
    }
}
