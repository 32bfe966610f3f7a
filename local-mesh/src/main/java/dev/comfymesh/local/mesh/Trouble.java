package dev.comfymesh.local.mesh;

/** What keeps a command from doing its work, as one line for the person who typed it. */
public final class Trouble extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Trouble(String line) {
        super(line);
    }
}
