package dev.comfymesh.systemtests.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What kill points and planted bugs name is still there in the services as they were built. */
class HooksTest {
    private static final Path ROOT = Path.of(System.getProperty(
            "mesh.built", Path.of("").toAbsolutePath().getParent().toString()));
    private static final Map<String, List<Path>> JARS = new HashMap<>();

    @ParameterizedTest
    @MethodSource
    void nameMethodsThatExist(String service, Hook hook) throws IOException {
        var locators = new ArrayList<ClassFileLocator>();
        for (var jar : jars(service)) {
            locators.add(new ClassFileLocator.ForJarFile(new JarFile(jar.toFile())));
        }
        try (var locator = new ClassFileLocator.Compound(locators)) {
            var found = TypePool.Default.of(locator).describe(hook.type());

            assertThat(found.isResolved())
                    .as("%s is in the %s", hook.type(), service)
                    .isTrue();
            assertThat(found.resolve().getDeclaredMethods().filter(FaultAgent.methods(hook)))
                    .as("%s has a method %s of %d parameters", hook.type(), hook.method(), hook.parameters())
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource
    void nameStatementsThatExist(String service, Hook hook) {
        assertThat(jars(service).stream()
                        .filter(jar -> jar.getFileName().toString().contains("service"))
                        .anyMatch(jar -> contains(jar, hook.from())))
                .as("a class of the %s has a statement with: %s", service, hook.from())
                .isTrue();
    }

    static Stream<Arguments> nameMethodsThatExist() {
        var points = Stream.of(KillPoint.values())
                .flatMap(point -> point.services().stream().map(service -> Arguments.of(service, point.hook())));
        return Stream.concat(points, bugs());
    }

    static Stream<Arguments> nameStatementsThatExist() {
        return bugs().filter(arguments -> ((Hook) arguments.get()[1]).isOfStatements());
    }

    private static Stream<Arguments> bugs() {
        return Stream.of(PlantedBug.values())
                .flatMap(bug -> bug.hooks().stream().map(hook -> Arguments.of(bug.service(), hook)));
    }

    private static List<Path> jars(String service) {
        return JARS.computeIfAbsent(service, _ -> {
            try (var files = Files.walk(ROOT.resolve(service + "-service/target/quarkus-app"))) {
                return files.filter(file -> file.toString().endsWith(".jar")).toList();
            } catch (IOException missing) {
                throw new UncheckedIOException("the " + service + " service is not built", missing);
            }
        });
    }

    private static boolean contains(Path jar, String text) {
        try (var open = new JarFile(jar.toFile())) {
            for (var entry : open.stream()
                    .filter(file -> file.getName().endsWith(".class"))
                    .toList()) {
                var content = new String(open.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1);
                if (content.contains(text)) {
                    return true;
                }
            }
            return false;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
