package dev.comfymesh.contracts;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import java.lang.reflect.RecordComponent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells Jackson what the types say already: a component of a record must be there and not null, unless it is
 * {@link Nullable}.
 */
final class RequiredComponents extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    static boolean isRequired(RecordComponent component) {
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
        return component(member).map(RequiredComponents::isRequired).orElseGet(() -> super.hasRequiredMarker(member));
    }

    @Override
    public JsonSetter.Value findSetterInfo(Annotated annotated) {
        return component(annotated)
                .filter(RequiredComponents::isRequired)
                .map(_ -> JsonSetter.Value.forValueNulls(Nulls.FAIL))
                .orElseGet(() -> super.findSetterInfo(annotated));
    }

    /** The component behind a parameter of the canonical constructor, which is what Jackson reads a record with. */
    private static Optional<RecordComponent> component(Annotated annotated) {
        return annotated instanceof AnnotatedParameter parameter
                        && parameter.getDeclaringClass().isRecord()
                ? Optional.of(parameter.getDeclaringClass().getRecordComponents()[parameter.getIndex()])
                : Optional.empty();
    }
}
