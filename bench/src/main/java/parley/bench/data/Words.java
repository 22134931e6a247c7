package parley.bench.data;

import java.util.Random;

/** Makes up names and sentences of a lifelike length. */
final class Words {
  private static final String[] FIRST = {
    "Amina", "Bruno", "Chloe", "Dmitri", "Elif", "Farid", "Greta", "Hiro", "Ines", "Jonas", "Kavya",
    "Liam", "Mariam", "Noah", "Olga", "Pablo", "Quynh", "Rosa", "Sven", "Tariq", "Ulla", "Viktor",
    "Wanda", "Ximena", "Yusuf", "Zuzana", "Åsa", "José"
  };
  private static final String[] LAST = {
    "Almeida",
    "Becker",
    "Costa",
    "Diallo",
    "Eriksen",
    "Fischer",
    "Garcia",
    "Haddad",
    "Ivanova",
    "Jensen",
    "Kowalski",
    "Lindqvist",
    "Moreau",
    "Nakamura",
    "Okafor",
    "Petrov",
    "Quintana",
    "Rossi",
    "Schmidt",
    "Tanaka",
    "Ueda",
    "Vargas",
    "Weber",
    "Yilmaz",
    "Zhang"
  };
  private static final String[] SUBJECTS = {
    "Delivery of order",
    "Invoice",
    "Returned parcel of order",
    "Quote",
    "Appointment",
    "Warranty",
    "Refund for order",
    "Damaged item in order",
    "Change of address, customer",
    "Booking"
  };
  private static final String[] PHRASES = {
    "Hello, thanks for getting back to me so quickly.",
    "The parcel has arrived, but one item is missing.",
    "Could you tell me when the technician will be here?",
    "I have attached the photo you asked for.",
    "That works for me, see you on Thursday at ten.",
    "Your refund is on its way and takes three to five days.",
    "Please give me a moment, I am looking into it.",
    "It is still blinking red after I restarted it twice.",
    "Great, thank you!",
    "Is there anything else that I can do for you today?",
    "We moved to the other building last month, has the address been updated?",
    "Sorry, I was away. Can we pick this up tomorrow morning?"
  };
  private static final String[] TEAMS = {"support", "sales", "billing", "logistics", "returns"};
  private static final String[] LANGUAGES = {"en", "de", "es", "fr", "ja", "pt", "tr"};

  private Words() {}

  private static String one(Random random, String[] of) {
    return of[random.nextInt(of.length)];
  }

  static String person(Random random) {
    return one(random, FIRST) + " " + one(random, LAST);
  }

  static String subject(Random random) {
    return one(random, SUBJECTS) + " #" + (100_000 + random.nextInt(900_000));
  }

  static String userAttributes(Random random) {
    return "{\"team\":\"%s\",\"language\":\"%s\"}"
        .formatted(one(random, TEAMS), one(random, LANGUAGES));
  }

  static String conversationAttributes(Random random) {
    return "{\"team\":\"%s\",\"priority\":%d,\"customer\":{\"id\":\"C-%06d\",\"language\":\"%s\"}}"
        .formatted(
            one(random, TEAMS),
            1 + random.nextInt(4),
            random.nextInt(1_000_000),
            one(random, LANGUAGES));
  }

  static String message(Random random) {
    var text = new StringBuilder(one(random, PHRASES));
    for (var more = random.nextInt(4); more > 1; more--) {
      text.append(' ').append(one(random, PHRASES));
    }
    return text.toString();
  }
}
