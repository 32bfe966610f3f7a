package dev.comfymesh.bench.routing;

import java.util.Locale;

/** What is found out about a strategy in a run; the first seven are held against what must be, the others explain them. */
public enum Metric {
    /** US dollars for a thousand images delivered. */
    COST_PER_1K,
    /** Of the requests that somebody waits for, those delivered when due. */
    SLO_INTERACTIVE,
    /** Loads of a model from disk, per request. */
    COLD_SHARE,
    /** Attempts that a lying node claimed to have done. */
    LOST_TO_LIAR,
    /** Attempts that a provider refused. */
    LOST_TO_OUTAGE,
    /** The 95th percentile of the others' time to delivery while one dumps very many, against the same time without. */
    VICTIM_P95_RATIO,
    /** How much more was paid than the bound, as a share of the bound. */
    REGRET,
    SLO_BATCH,
    P50_SECONDS,
    P95_SECONDS,
    PROVIDER_SHARE,
    /** Of all that was spent, what went to runs beside others. */
    HEDGE_SHARE,
    /** Attempts for each request delivered. */
    ATTEMPTS;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
