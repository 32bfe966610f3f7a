package dev.comfymesh.local.mesh;

import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The state of several things at once: one line each that is redrawn on a terminal, one line per change elsewhere. */
public final class Board {
    private static final int NAME_WIDTH = 10;

    /** A line that wraps cannot be drawn over. */
    private static final int WIDTH = 79;

    private final PrintStream out;
    private final boolean terminal;
    private final Map<String, String> lines = new LinkedHashMap<>();
    private int drawn;
    private boolean closed;

    Board(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** On standard output, for whoever reads it. */
    public static Board onStandardOutput() {
        var console = System.console();
        return new Board(System.out, console != null && console.isTerminal());
    }

    /** One line per change, wherever they go. */
    public static Board ofLines(PrintStream out) {
        return new Board(out, false);
    }

    /** Something changed; worth a line everywhere. */
    public synchronized void tell(String name, String state) {
        if (closed || state.equals(lines.put(name, state))) {
            return;
        }
        if (terminal) {
            redraw();
        } else {
            out.println(line(name, state));
        }
    }

    /** Something moved on a little; worth showing only where it can be drawn over. */
    public synchronized void move(String name, String state) {
        lines.put(name, state);
        if (terminal && !closed) {
            redraw();
        }
    }

    /** Nothing is shown any more, whoever still tells. */
    synchronized void close() {
        closed = true;
    }

    public static String seconds(Duration duration) {
        return "%.1f s".formatted(duration.toMillis() / 1000.0);
    }

    private void redraw() {
        var text = new StringBuilder();
        if (drawn > 0) {
            text.append("\033[").append(drawn).append('A');
        }
        lines.forEach((name, state) ->
                text.append("\r\033[K").append(line(name, state)).append('\n'));
        drawn = lines.size();
        out.print(text);
        out.flush();
    }

    private String line(String name, String state) {
        var line = ("  %-" + NAME_WIDTH + "s %s").formatted(name, state);
        return terminal && line.length() > WIDTH ? line.substring(0, WIDTH) : line;
    }
}
