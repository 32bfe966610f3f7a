package dev.comfymesh.testkit;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The files of the repository that people write. */
record Sources(Path root) {
    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".mesh", ".idea", "node_modules", "out");
    private static final Pattern TEXT =
            Pattern.compile(".+\\.(java|xml|md|properties|sql|json|ya?ml|sh|html|js|ts|css)|mesh|run");
    private static final Pattern MEMBER = Pattern.compile(" {4}[^ @/*}].*");
    private static final Pattern TYPE = Pattern.compile(".*\\b(class|record|interface|enum)\\b.*");

    /** A method in a formatted file, its signature included. */
    record Method(int firstLine, int lines) {}

    static Sources ofRepository() {
        var directory = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(directory.resolve(".mvn"))) {
            directory = directory.getParent();
        }
        return new Sources(directory);
    }

    List<Path> files() throws IOException {
        var files = new ArrayList<Path>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                var skip = NOT_OURS.contains(directory.getFileName().toString());
                return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (TEXT.matcher(file.getFileName().toString()).matches()) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    /** The methods of a type that stands alone in its file, found by the indentation that the formatter gives. */
    static List<Method> methods(List<String> lines) {
        var methods = new ArrayList<Method>();
        var first = 0;
        for (int index = 0; index < lines.size(); index++) {
            var line = lines.get(index);
            if (MEMBER.matcher(line).matches() && !line.startsWith("    )")) {
                first = index;
            }
            if (line.equals("    }") && !TYPE.matcher(lines.get(first)).matches()) {
                methods.add(new Method(first + 1, index - first + 1));
            }
        }
        return methods;
    }
}
