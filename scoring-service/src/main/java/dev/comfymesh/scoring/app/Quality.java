package dev.comfymesh.scoring.app;

import dev.comfymesh.contracts.ReasonCount;
import java.util.List;

/**
 * How the candidates of one version of a workflow fared in its last pools.
 *
 * @param judged how many of them had a picture that was judged
 * @param passRate of those that were judged; 0 if none was
 * @param reasons what spoke against candidates, the commonest first; one may count under several
 */
public record Quality(
        String workflow, long pools, long judged, long passed, double passRate, List<ReasonCount> reasons) {
    public Quality {
        reasons = List.copyOf(reasons);
    }

    public static Quality of(String workflow, long pools, long judged, long passed, List<ReasonCount> reasons) {
        return new Quality(workflow, pools, judged, passed, judged == 0 ? 0 : (double) passed / judged, reasons);
    }
}
