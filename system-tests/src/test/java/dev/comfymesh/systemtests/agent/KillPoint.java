package dev.comfymesh.systemtests.agent;

import java.util.List;

/** A place in a running service where it can be killed: right before or right after something that stands from then on. */
public enum KillPoint {
    BEFORE_COMMIT(
            "org.hibernate.reactive.pool.impl.SqlClientConnection", "commitTransaction", 0, Interference.Before.class),
    AFTER_COMMIT(
            "org.hibernate.reactive.pool.impl.SqlClientConnection",
            "commitTransaction",
            0,
            Interference.AfterStage.class),
    BEFORE_RELAY_SEND("dev.comfymesh.kit.outbox.Wire", "send", 1, Interference.Before.class),
    AFTER_RELAY_SEND("dev.comfymesh.kit.outbox.Wire", "send", 1, Interference.After.class),
    BEFORE_RELAY_MARK("dev.comfymesh.kit.outbox.Relay", "mark", 1, Interference.Before.class),
    AFTER_RELAY_MARK("dev.comfymesh.kit.outbox.Relay", "mark", 1, Interference.After.class),
    BEFORE_ACK(Library.KAFKA_COMMIT, "handle", 1, Interference.Before.class),
    AFTER_ACK(Library.KAFKA_COMMIT, "handle", 1, Interference.After.class),
    BEFORE_SUBMIT(Library.NODE, "submit", Hook.ANY, Interference.Before.class),
    AFTER_SUBMIT(Library.NODE, "submit", Hook.ANY, Interference.After.class),
    BEFORE_FETCH(Library.NODE, "fetch", Hook.ANY, Interference.Before.class),
    AFTER_FETCH(Library.NODE, "fetch", Hook.ANY, Interference.After.class),
    BEFORE_PUT(Library.OBJECTS, "put", 2, Interference.Before.class),
    AFTER_PUT(Library.OBJECTS, "put", 2, Interference.After.class),
    BEFORE_INTERRUPT(Library.NODE, "cancel", 1, Interference.Before.class),
    AFTER_INTERRUPT(Library.NODE, "cancel", 1, Interference.After.class);

    private static final List<String> SERVICES = List.of("ingest", "router", "executor", "scoring");

    private final Hook hook;

    KillPoint(String type, String method, int parameters, Class<?> advice) {
        this.hook = Hook.on(type, method, advice).of(parameters).with(name());
    }

    public Hook hook() {
        return hook;
    }

    /** The services that come by here. */
    public List<String> services() {
        var nodes = hook.type().equals(Library.NODE) || hook.type().equals(Library.OBJECTS);
        return nodes ? List.of("executor") : SERVICES;
    }

    /** The classes that several points are in. */
    private static final class Library {
        static final String KAFKA_COMMIT = "dev.comfymesh.kit.inbox.CommitBySecond";
        static final String NODE = "dev.comfymesh.executor.adapter.comfyui.ComfyNode";
        static final String OBJECTS = "dev.comfymesh.kit.objects.DirectoryObjectStore";
    }
}
