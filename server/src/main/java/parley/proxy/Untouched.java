package parley.proxy;

import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;

/** Hands on requests by http as they came: not even the proxy shows in them. */
final class Untouched extends ProxyHandler.Forward {
  @Override
  protected void addViaHeader(Request fromClient, org.eclipse.jetty.client.Request toServer) {}

  @Override
  protected void addForwardedHeader(
      Request fromClient, org.eclipse.jetty.client.Request toServer) {}
}
