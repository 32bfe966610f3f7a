package dev.comfymesh.local.mesh;

import dev.comfymesh.local.demo.Demo;
import dev.comfymesh.local.dlq.Dlq;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands behind {@code ./mesh}. What a person can put right is said in one line; the exit code is then 1. */
@Command(
        name = "./mesh",
        subcommands = {Up.class, Down.class, Status.class, Demo.class, Dlq.class})
public final class Mesh {
    private Mesh() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(Mesh.class)
                .setExecutionExceptionHandler(Mesh::explain)
                .execute(arguments));
    }

    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        if (failure instanceof Trouble trouble) {
            System.err.println("\n" + parsed.subcommand().commandSpec().name() + ": " + trouble.getMessage());
            return 1;
        }
        throw failure;
    }
}
