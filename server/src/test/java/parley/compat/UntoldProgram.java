package parley.compat;

import com.twilio.Twilio;
import com.twilio.exception.ApiException;
import com.twilio.rest.api.v2010.Account;
import com.twilio.rest.conversations.v1.user.UserConversation;

/**
 * What a program does that knows nothing of Parley: it lists a user's conversations, by its SDK and
 * the account's credentials alone. Prints their names, and what another host says.
 */
final class UntoldProgram {
  private UntoldProgram() {}

  public static void main(String[] words) {
    Twilio.init(System.getenv("TWILIO_ACCOUNT_SID"), System.getenv("TWILIO_AUTH_TOKEN"));
    for (var one : UserConversation.reader("ada").pageSize(2).read()) {
      System.out.println("name " + one.getFriendlyName());
    }
    try {
      Account.reader().read();
    } catch (ApiException e) {
      System.out.println("other host " + e.getMessage());
    }
  }
}
