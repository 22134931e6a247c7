package parley.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A test, or a class of tests, against a Parley. All of a test run share one, which is as after its
 * first start when a test begins; so they take turns where tests run in parallel.
 *
 * <p>Methods and constructors may ask for a {@link Parley}, and for a {@code TwilioRestClient}
 * whose calls lead to it.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(ParleyExtension.class)
@ResourceLock(ParleyExtension.LOCK)
public @interface ParleyTest {}
