package dev.comfymesh.systemtests.agent;

import java.util.List;

/**
 * A bug of the kind that the checker is there for, planted into one running service. The later ones leave a mesh that is of
 * little use.
 */
public enum PlantedBug {
    ACCEPTS_WITHOUT_STORING("I1", "ingest", Code.append(Interference.RollBack.class, "JobAccepted")),
    ENDS_AN_ATTEMPT_TWICE("I2", "executor", Code.append(Interference.Doubled.class, "AttemptSucceeded")),
    DELIVERS_ONE_MORE("I3", "scoring", Hook.on("dev.comfymesh.contracts.Pool", "deliver", Interference.OneMore.class)),
    SUBMITS_AGAIN_BLINDLY(
            "I3",
            "executor",
            Hook.on("dev.comfymesh.executor.adapter.comfyui.ComfyNode", "submit", Interference.AgainWhenUnknown.class)
                    .with("submit")),
    TAKES_OVER_WITHOUT_A_NEW_EPOCH("I4", "executor", Hook.statements("epoch = held.epoch + 1", "epoch = held.epoch")),
    SENDS_OUT_OF_ORDER("I5", "router", Hook.on(Code.WIRE, "send", Interference.LastFirst.class)),
    MARKS_WITHOUT_SENDING("I6", "ingest", Hook.on(Code.WIRE, "send", Interference.Nothing.class)),
    FORGETS_A_FACT("I6", "ingest", Code.append(Interference.Without.class, "JobCompleted")),
    IGNORES_SLOTS(
            "I8",
            "router",
            Hook.on("dev.comfymesh.router.domain.Workload", "hasRoom", Interference.True.class),
            Hook.statements("slots - (select count(*)", "9 - (select count(*)")),
    IGNORES_RUNNING_LIMITS(
            "I8", "router", Hook.on("dev.comfymesh.contracts.Tenant", "maxRunning", Interference.Nine.class)),
    MIXES_TENANTS(
            "I9",
            "ingest",
            Hook.on(Code.CALLER, "tenant", Interference.TheFirst.class),
            Hook.on(Code.CALLER, "tenantId", Interference.TheFirst.class)),
    TEARS_AN_OBJECT(
            "I10",
            "executor",
            Hook.on("dev.comfymesh.kit.objects.DirectoryObjectStore", "put", Interference.ByteMore.class)
                    .of(2)),
    IGNORES_KEYS(
            "I11",
            "ingest",
            Hook.on("dev.comfymesh.ingest.app.SubmitJob", "submit", Interference.NoKey.class)
                    .of(3)),
    ASSIGNS_TWICE("I14", "router", Code.append(Interference.Doubled.class, "AttemptAssigned")),
    REMEMBERS_ANOTHER_CHOICE(
            "I15",
            "router",
            Hook.on("dev.comfymesh.router.domain.Decision$Assigned", "offers", Interference.ReversedAnswer.class)),
    APPLIES_WHAT_IS_REPEATED(
            "L1",
            "ingest",
            Hook.on("dev.comfymesh.kit.inbox.Ledger", "judge", Interference.Instead.class)
                    .with("REPEATED", "NEXT")),
    ACKNOWLEDGES_BEFORE_COMMIT("L1", "scoring", Code.APPLY_BATCH),
    OWNS_WITHOUT_A_LEASE(
            "I4",
            "executor",
            Hook.statements("set until = now() + interval '15 seconds'", "set until = until"),
            Hook.on("dev.comfymesh.kit.lease.LeaseKeeper", "drop", Interference.Never.class)
                    .of(1),
            Hook.on("dev.comfymesh.kit.lease.Leases", "mayAct", Interference.True.class),
            Hook.statements(
                    "from lease where name = $1 and epoch = $2",
                    "from lease where name = $1 and cast($2 as bigint) is not null")),
    SETTLES_AGAIN("I7", "ingest", Hook.simpleStatements("set applied_at = now()", "set applied_at = null")),
    BOOKS_ONE_SIDE(
            "I7",
            "router",
            Hook.on("dev.comfymesh.router.domain.Charge", "entries", Interference.WithoutTheLast.class)),
    CLOSES_WHAT_LIVES(
            "I13",
            "router",
            Hook.on("dev.comfymesh.router.app.OpenJob", "close", Interference.ForgetsWhatLives.class)
                    .of(1));

    private final String invariant;
    private final String service;
    private final List<Hook> hooks;

    PlantedBug(String invariant, String service, Hook... hooks) {
        this.invariant = invariant;
        this.service = service;
        this.hooks = List.of(hooks);
    }

    /** The invariant that it breaks. */
    public String invariant() {
        return invariant;
    }

    /** The service that it is planted into. */
    public String service() {
        return service;
    }

    public List<Hook> hooks() {
        return hooks;
    }

    /** The places that several bugs are in. */
    private static final class Code {
        static final String WIRE = "dev.comfymesh.kit.outbox.Wire";
        static final Hook APPLY_BATCH = Hook.on(
                        "dev.comfymesh.kit.inbox.Inbox", "applyBatch", Interference.LosesWithItsLife.class)
                .with("\"artifacts\"");
        static final String CALLER = "dev.comfymesh.ingest.domain.Caller";

        static Hook append(Class<?> advice, String fact) {
            return Hook.on("dev.comfymesh.kit.outbox.Outbox", "append", advice)
                    .of(2)
                    .with("." + fact + ".");
        }
    }
}
