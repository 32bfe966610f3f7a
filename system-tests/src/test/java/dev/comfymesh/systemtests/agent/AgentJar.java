package dev.comfymesh.systemtests.agent;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;

/** The agent's jars, made from this module's classes: one for the agent, one for what every class loader must see. */
public record AgentJar(Path agent, Path everywhere) {
    private static final String PACKAGE = FaultAgent.class.getPackageName().replace('.', '/') + "/";

    /** Writes both into the directory. */
    public static AgentJar in(Path directory) {
        var jar = new AgentJar(directory.resolve("fault-agent.jar"), directory.resolve("fault-everywhere.jar"));
        var manifest = plain();
        var attributes = manifest.getMainAttributes();
        attributes.putValue("Premain-Class", FaultAgent.class.getName());
        attributes.put(Attributes.Name.CLASS_PATH, locationOf(ByteBuddy.class).toString());
        try {
            Files.createDirectories(directory);
            write(jar.agent, manifest, Stream.of("FaultAgent", "Hook", "KillPoint", "PlantedBug", "Interference"));
            write(jar.everywhere, plain(), Stream.of("Trap", "Sabotage"));
        } catch (IOException broken) {
            throw new UncheckedIOException("the agent's jars cannot be written", broken);
        }
        return jar;
    }

    /** What a process is started with so that it is killed at its n-th arrival there. */
    public String killing(KillPoint point, int arrivals) {
        return option("kill", point.name(), Integer.toString(arrivals));
    }

    /** What a process is started with so that it has these bugs. */
    public String planting(PlantedBug... bugs) {
        return option(Stream.concat(Stream.of("bug"), Stream.of(bugs).map(PlantedBug::name))
                .toArray(String[]::new));
    }

    private String option(String... words) {
        return "-javaagent:%s=%s%s%s"
                .formatted(agent, everywhere, File.pathSeparator, String.join(File.pathSeparator, words));
    }

    /** Writes classes of this package, with those nested in them. */
    private static void write(Path jar, Manifest manifest, Stream<String> classes) throws IOException {
        var home = Path.of(locationOf(FaultAgent.class)).resolve(PACKAGE);
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var files = Files.list(home)) {
            var wanted = classes.toList();
            for (var file : files.sorted().toList()) {
                var name = file.getFileName().toString();
                if (wanted.contains(name.replaceAll("([$].*)?[.]class$", ""))) {
                    out.putNextEntry(new JarEntry(PACKAGE + name));
                    Files.copy(file, out);
                }
            }
        }
    }

    private static Manifest plain() {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        return manifest;
    }

    private static URI locationOf(Class<?> type) {
        return URI.create(Objects.requireNonNull(type.getProtectionDomain().getCodeSource())
                .getLocation()
                .toString());
    }
}
