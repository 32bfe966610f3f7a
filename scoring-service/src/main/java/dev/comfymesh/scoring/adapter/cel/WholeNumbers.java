package dev.comfymesh.scoring.adapter.cel;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.List;

/** Lets measurements equal whole numbers, as in {@code face.count == 1}: by itself CEL lets them be more or less alone. */
final class WholeNumbers {
    private static final String EQUAL = "equals_measured_whole";
    private static final String EQUAL_TURNED = "equals_whole_measured";
    private static final String UNEQUAL = "not_equals_measured_whole";
    private static final String UNEQUAL_TURNED = "not_equals_whole_measured";

    static final List<CelFunctionDecl> DECLARATIONS =
            List.of(declared("_==_", EQUAL, EQUAL_TURNED), declared("_!=_", UNEQUAL, UNEQUAL_TURNED));

    static final List<CelFunctionBinding> BINDINGS = List.of(
            CelFunctionBinding.from(EQUAL, Double.class, Long.class, (measured, whole) -> equal(measured, whole)),
            CelFunctionBinding.from(
                    EQUAL_TURNED, Long.class, Double.class, (whole, measured) -> equal(measured, whole)),
            CelFunctionBinding.from(UNEQUAL, Double.class, Long.class, (measured, whole) -> !equal(measured, whole)),
            CelFunctionBinding.from(
                    UNEQUAL_TURNED, Long.class, Double.class, (whole, measured) -> !equal(measured, whole)));

    private WholeNumbers() {}

    private static CelFunctionDecl declared(String operator, String id, String turnedId) {
        return CelFunctionDecl.newFunctionDeclaration(
                operator,
                CelOverloadDecl.newGlobalOverload(id, SimpleType.BOOL, SimpleType.DOUBLE, SimpleType.INT),
                CelOverloadDecl.newGlobalOverload(turnedId, SimpleType.BOOL, SimpleType.INT, SimpleType.DOUBLE));
    }

    private static boolean equal(double measured, long whole) {
        return measured == whole;
    }
}
