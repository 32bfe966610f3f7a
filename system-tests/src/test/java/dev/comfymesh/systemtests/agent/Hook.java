package dev.comfymesh.systemtests.agent;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/**
 * A method of a service, found by its name, and the advice that is woven into it; every method of that name with the given
 * number of parameters is meant, or all of them where that is {@link #ANY}.
 */
public record Hook(String type, String method, int parameters, Class<?> advice, String from, String to) {

    /** Binds a parameter of an advice to the hook's first text. */
    @Retention(RetentionPolicy.RUNTIME)
    public @interface From {}

    /** Binds a parameter of an advice to the hook's second text. */
    @Retention(RetentionPolicy.RUNTIME)
    public @interface To {}

    /** However many parameters there are. */
    static final int ANY = -1;

    private static final String SQL_CLIENT = "io.vertx.sqlclient.impl.SqlClientBase";

    static Hook on(String type, String method, Class<?> advice) {
        return new Hook(type, method, ANY, advice, "", "");
    }

    /** One text is replaced by another in every statement that goes to the database. */
    static Hook statements(String from, String to) {
        return new Hook(SQL_CLIENT, "preparedQuery", 1, Interference.Statement.class, from, to);
    }

    /** The same in statements without parameters. */
    static Hook simpleStatements(String from, String to) {
        return new Hook(SQL_CLIENT, "query", 1, Interference.Statement.class, from, to);
    }

    Hook of(int count) {
        return new Hook(type, method, count, advice, from, to);
    }

    Hook with(String text) {
        return new Hook(type, method, parameters, advice, text, to);
    }

    Hook with(String one, String other) {
        return new Hook(type, method, parameters, advice, one, other);
    }

    /** What the log of a process shows once the hook's advice has done something there. */
    public String mark() {
        return "sabotage: at work in %s.%s%s".formatted(type, method, isOfStatements() ? " " + from : "");
    }

    boolean isOfStatements() {
        return type.equals(SQL_CLIENT);
    }
}
