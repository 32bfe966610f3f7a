package dev.comfymesh.simulator.domain.json;

/** What a Python server would have raised: the name of the exception and its text are part of the protocol. */
public final class PythonError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String type;
    private final String text;

    public PythonError(String type, String text) {
        super(type + ": " + text);
        this.type = type;
        this.text = text;
    }

    public String type() {
        return type;
    }

    public String text() {
        return text;
    }
}
