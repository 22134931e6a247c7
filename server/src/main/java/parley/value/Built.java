package parley.value;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record whose values are given by name: {@code XBuilder.builder().sid(...)...build()} asks
 * for every component in order, and {@code x.with(...)} changes some. So two SIDs cannot be swapped
 * unseen, and no component is forgotten.
 */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
@RecordBuilder.Template(
    options =
        @RecordBuilder.Options(
            builderMode = RecordBuilder.BuilderMode.STAGED,
            emptyDefaultForOptional = false))
public @interface Built {}
