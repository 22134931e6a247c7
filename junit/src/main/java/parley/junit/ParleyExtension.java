package parley.junit;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts one Parley for all tests of a run, puts it back before each, and ends it with the run. */
public final class ParleyExtension implements BeforeEachCallback, ParameterResolver {
  /** The resource that tests hold which may not run at once. */
  static final String LOCK = "parley.junit.Parley";

  private static final Namespace NAMESPACE = Namespace.create(ParleyExtension.class);

  /** By its name, for who has no SDK. */
  private static final String SDK_CLIENT = "com.twilio.http.TwilioRestClient";

  @Override
  public void beforeEach(ExtensionContext context) {
    shared(context).reset();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    var type = parameter.getParameter().getType();
    return type == Parley.class || type.getName().equals(SDK_CLIENT);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var parley = shared(context);
    return parameter.getParameter().getType() == Parley.class ? parley : parley.client();
  }

  /** The one of the run; what lies in its store is closed when the run ends. */
  private static synchronized Parley shared(ExtensionContext context) {
    var store = context.getRoot().getStore(NAMESPACE);
    var running = store.get(Parley.class, Parley.class);
    if (running == null) {
      running = Parley.start();
      store.put(Parley.class, running);
    }
    return running;
  }
}
