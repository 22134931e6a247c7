package parley.http;

/**
 * Finds the service a request is about; filled in by the service room, which stands above this one.
 */
public interface ServiceFinder {
  /** The SID of the account's default service, which is made when it is first needed. */
  String defaultOf(String accountSid);

  /** Whether the account has a service of this SID. */
  boolean exists(String accountSid, String serviceSid);
}
