package dev.comfymesh.stubs.http;

import dev.comfymesh.stubs.domain.Desk;
import dev.comfymesh.stubs.domain.Fault;
import dev.comfymesh.stubs.domain.Job;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Hands out the pictures of jobs to whoever knows their addresses, as long as the jobs are kept. */
public final class Pictures {
    private static final String PATH = "/files/";

    private Pictures() {}

    /** Where one picture of a job is, below the provider's origin. */
    public static String path(Job job, int number) {
        return PATH + job.id() + "/" + number + "/" + job.pictures().get(number).name();
    }

    /** What the provider says it is. */
    public static String contentType(Job job) {
        return job.fault() == Fault.WRONG_CONTENT_TYPE ? "text/html" : "image/png";
    }

    static void declare(Router router, Desk desk) {
        router.get(PATH + ":id/:number/:name")
                .handler(context -> desk.find(Exchange.pathPart(context, "id"))
                        .filter(job -> !job.stale())
                        .ifPresentOrElse(job -> hand(context, job), () -> missing(context)));
    }

    private static void hand(RoutingContext context, Job job) {
        var number = Exchange.pathPart(context, "number");
        var pictures = job.pictures();
        if (!number.matches("\\d") || Integer.parseInt(number) >= pictures.size()) {
            missing(context);
            return;
        }
        context.response()
                .putHeader("Content-Type", contentType(job))
                .end(Buffer.buffer(pictures.get(Integer.parseInt(number)).bytes()));
    }

    private static void missing(RoutingContext context) {
        context.response().setStatusCode(404).end();
    }
}
