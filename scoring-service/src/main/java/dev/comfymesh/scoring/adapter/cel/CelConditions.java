package dev.comfymesh.scoring.adapter.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.comfymesh.scoring.app.Conditions;
import dev.comfymesh.scoring.domain.Dimension;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Statements in CEL, the Common Expression Language. They know each dimension by its word, be it {@code face_count} or
 * {@code face.count}, {@code candidate.n} and {@code candidate.seed}, and {@code pool}, a list with what was measured in each of the
 * pool. The library takes memory, and so is not touched before the first statement is checked.
 */
public final class CelConditions implements Conditions {
    static final String CANDIDATE = "candidate";
    static final String POOL = "pool";

    @Override
    public Checked check(String expression) {
        try {
            var plain = Dots.without(expression);
            var checked = Language.COMPILER.compile(plain).getAst();
            return new Checked.Sound(new CelCondition(
                    expression, dimensions(plain), comparesPool(checked), Language.RUNTIME.createProgram(checked)));
        } catch (CelValidationException faulty) {
            var first = faulty.getErrors().getFirst();
            var at = first.getSourceLocation();
            return new Checked.Faulty(at.getLine(), at.getColumn() + 1, first.getMessage());
        } catch (CelEvaluationException faulty) {
            return new Checked.Faulty(1, 1, String.valueOf(faulty.getMessage()));
        }
    }

    /** Every one whose word stands in it: rather too many are measured than too few. */
    private static Set<Dimension> dimensions(String expression) {
        var words = Pattern.compile("[^A-Za-z0-9_]+").splitAsStream(expression).collect(Collectors.toSet());
        var dimensions = EnumSet.noneOf(Dimension.class);
        Arrays.stream(Dimension.values())
                .filter(dimension -> words.contains(dimension.word()))
                .forEach(dimensions::add);
        return dimensions;
    }

    private static boolean comparesPool(CelAbstractSyntaxTree checked) {
        return checked.getReferenceMap().values().stream()
                .map(CelReference::name)
                .anyMatch(name -> name.equals(CANDIDATE) || name.equals(POOL));
    }

    /** Loaded with the first statement. */
    private static final class Language {
        private static final int LONGEST = 2_000;
        private static final int DEEPEST = 50;

        /** Of all loops together: a pool of 512 can be gone through some twenty times. */
        private static final int MOST_STEPS = 10_000;

        private static final CelOptions OPTIONS = CelOptions.current()
                .maxExpressionCodePointSize(LONGEST)
                .maxParseRecursionDepth(DEEPEST)
                .comprehensionMaxIterations(MOST_STEPS)
                .enableHeterogeneousNumericComparisons(true)
                .enableUnknownTracking(true)
                .build();

        static final CelCompiler COMPILER = compiler();
        static final CelRuntime RUNTIME = CelRuntimeFactory.standardCelRuntimeBuilder()
                .setOptions(OPTIONS)
                .addFunctionBindings(WholeNumbers.BINDINGS)
                .build();

        private static CelCompiler compiler() {
            var builder = CelCompilerFactory.standardCelCompilerBuilder()
                    .setOptions(OPTIONS)
                    .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                    .addFunctionDeclarations(WholeNumbers.DECLARATIONS)
                    .addVar(CANDIDATE, MapType.create(SimpleType.STRING, SimpleType.INT))
                    .addVar(POOL, ListType.create(MapType.create(SimpleType.STRING, SimpleType.DOUBLE)))
                    .setResultType(SimpleType.BOOL);
            for (var dimension : Dimension.values()) {
                builder.addVar(dimension.word(), SimpleType.DOUBLE);
            }
            return builder.build();
        }
    }
}
