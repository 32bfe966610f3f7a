package dev.comfymesh.executor.app;

import dev.comfymesh.executor.domain.Ending;
import dev.comfymesh.executor.domain.provider.Handover;
import dev.comfymesh.executor.domain.provider.RemoteRun;
import java.util.Optional;

/** What a run needs of the account where it runs, and what it tells of how the provider behaves. */
interface ProviderSite {
    /** Empty as long as the account is not set up. */
    Optional<ProviderAccount> account();

    /** How an attempt ends that would begin now; empty when it may begin. */
    Optional<Ending.Failed> objection();

    /** Takes a turn to submit; false when others are at it, and whoever leaves wakes those who wait. */
    boolean enter();

    void leave();

    /** How many runs the account has from us. */
    int running();

    /** What became of a submit. */
    void told(Handover handover);

    /** What a look showed. */
    void told(RemoteRun run);

    void ended(ProviderRun run);
}
