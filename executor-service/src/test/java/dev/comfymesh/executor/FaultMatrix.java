package dev.comfymesh.executor;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every fault of a node at every phase of an attempt, and how the attempt ends by it. */
public final class FaultMatrix {
    /** Where an attempt stands when the fault begins. */
    public enum Phase {
        BEFORE_SUBMIT,
        SUBMIT_IN_FLIGHT,
        PENDING,
        RUNNING,
        FINISHING,
        FETCHING
    }

    /** What goes wrong from some phase on. */
    public enum Fault {
        /** Its process is gone. */
        DIE,
        /** It takes connections and answers nothing any more. */
        SILENT,
        /** What runs goes no further, whatever interrupts it. */
        HANG,
        /** It says nothing on its sockets any more. */
        STALL_SOCKET,
        /** The answer to a submit is lost; the run is taken. */
        DROP_ANSWER,
        /** Its answers come too late, for a while. */
        ANSWER_LATE,
        /** It says that it succeeded, and its file is not there. */
        LIE,
        OUT_OF_MEMORY,
        /** Everything takes several times as long. */
        SLOW,
        /** It was restarted and knows nothing. */
        FORGET,
        /** Somebody else connects under our client id. */
        TAKE_CLIENT,
        /** Somebody else interrupts what runs there. */
        INTERRUPT
    }

    /** One combination; {@code ending} is a class of failures or SUCCEEDED. */
    public record Cell(Fault fault, Phase phase, String ending) {
        @Override
        public String toString() {
            return "%s %s -> %s".formatted(fault, phase, ending);
        }
    }

    /** Where nothing is to be seen, the fault has no such moment: an error of the run needs a run. */
    private static final String ENDINGS = """
            DIE           | UNREACHABLE         | LOST                | LOST                | LOST                | LOST                | LOST
            SILENT        | LOST                | LOST                | LOST                | LOST                | LOST                | LOST
            HANG          | STALLED             | STALLED             | STALLED             | STALLED             | STALLED             | -
            STALL_SOCKET  | SUCCEEDED           | SUCCEEDED           | SUCCEEDED           | SUCCEEDED           | SUCCEEDED           | SUCCEEDED
            DROP_ANSWER   | -                   | SUCCEEDED           | -                   | -                   | -                   | -
            ANSWER_LATE   | SUCCEEDED           | SUCCEEDED           | SUCCEEDED           | SUCCEEDED           | SUCCEEDED           | SUCCEEDED
            LIE           | OUTPUT_UNVERIFIABLE | OUTPUT_UNVERIFIABLE | OUTPUT_UNVERIFIABLE | OUTPUT_UNVERIFIABLE | OUTPUT_UNVERIFIABLE | OUTPUT_UNVERIFIABLE
            OUT_OF_MEMORY | OUT_OF_MEMORY       | OUT_OF_MEMORY       | OUT_OF_MEMORY       | OUT_OF_MEMORY       | -                   | -
            SLOW          | SUCCEEDED           | SUCCEEDED           | SUCCEEDED           | SUCCEEDED           | SUCCEEDED           | SUCCEEDED
            FORGET        | SUCCEEDED           | LOST                | LOST                | LOST                | LOST                | SUCCEEDED
            TAKE_CLIENT   | SUCCEEDED           | SUCCEEDED           | SUCCEEDED           | SUCCEEDED           | SUCCEEDED           | SUCCEEDED
            INTERRUPT     | SUCCEEDED           | SUCCEEDED           | SUCCEEDED           | INTERRUPTED         | SUCCEEDED           | SUCCEEDED
            """;

    private FaultMatrix() {}

    public static Stream<Cell> cells() {
        return lines().flatMap(line -> IntStream.range(0, Phase.values().length)
                .mapToObj(i -> new Cell(Fault.valueOf(line.getFirst()), Phase.values()[i], line.get(i + 1)))
                .filter(cell -> !cell.ending().equals("-")));
    }

    /** The matrix as it is documented. */
    public static String table() {
        var phases = Arrays.stream(Phase.values())
                .map(phase -> phase.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(" | "));
        return "| fault | %s |%n|---|%s%n%s"
                .formatted(
                        phases,
                        "---|".repeat(Phase.values().length),
                        lines().map(FaultMatrix::row).collect(Collectors.joining()));
    }

    private static String row(List<String> line) {
        return "| %s |%n"
                .formatted(line.stream()
                        .map(word -> word.equals("-") ? "" : "`" + word + "`")
                        .collect(Collectors.joining(" | ")));
    }

    private static Stream<List<String>> lines() {
        return ENDINGS.lines().map(line -> List.of(line.trim().split("\\s*\\|\\s*")));
    }
}
