package dev.comfymesh.router.app;

import com.google.errorprone.annotations.CheckReturnValue;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** What attempts have cost, and what was delivered for it. */
@CheckReturnValue
public interface Costs {
    /** The dearest lines first, days in their order; at most as many as asked for, and all of them in the total. */
    Uni<Report> report(CostQuery query);

    /** What costs come to: all lines together, and some of them; {@code more} tells whether there are others. */
    record Report(CostSum total, List<CostSum> lines, boolean more) {
        public Report {
            lines = List.copyOf(lines);
        }
    }
}
