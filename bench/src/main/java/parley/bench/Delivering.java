package parley.bench;

import java.io.IOException;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import parley.bench.bound.ClientLoop;
import parley.bench.bound.Receiver;
import parley.bench.bound.Silence;
import parley.bench.load.Measure;
import parley.bench.load.Requests.One;
import parley.bench.subject.Launch;
import parley.bench.subject.Webhooks;

/** Messages that webhooks hear of, on both stores; and the client alone that calls them. */
final class Delivering implements Load {
  /** What is compared takes turns, for a machine is not as fast at any time. */
  private static final int TURNS = 2;

  private final Setting setting;
  private final Map<Store, Tenants> tenants = new EnumMap<>(Store.class);

  Delivering(Setting setting) {
    this.setting = setting;
  }

  @Override
  public void warmUp(Subject subject) throws Exception {
    try (var receiver = receiver(Launch.freePort())) {
      tell(subject, receiver.address());
      delivered(
          subject, rooms(subject), sent -> sent, receiver, setting.options().quick() ? 3 : 10);
      tell(subject, null);
    }
  }

  @Override
  public void measure(Subject sqlite, Subject postgresql) throws Exception {
    measure(sqlite);
    try (var receiver = receiver(Launch.freePort())) {
      var calls = ClientLoop.run(receiver.address(), Subject.SENTENCE, setting.options().seconds());
      setting.results().add(new Case(Store.NONE, Work.BACKLOG, Manner.CALLED), calls);
    }
    measure(postgresql);
  }

  private void measure(Subject subject) throws IOException {
    var port = Launch.freePort();
    var owed = append(subject, URI.create("http://127.0.0.1:" + port));
    subject.taken();
    try (var receiver = receiver(port)) {
      var came = receiver.await(0, owed);
      add(
          subject,
          Work.BACKLOG,
          Manner.DELIVERED,
          Measure.of(came.count(), came.seconds(), subject.taken()));
      tell(subject, receiver.address());
      var seconds = setting.options().seconds();
      add(
          subject,
          Work.APPEND_TOLD,
          Manner.DELIVERED,
          delivered(subject, rooms(subject), sent -> sent, receiver, seconds));
      tell(subject, null);
      besideDead(subject, receiver);
    }
  }

  /**
   * What it costs to put down what is to be told, without telling it: nobody listens.
   *
   * @return how many deliveries are left over
   */
  private double append(Subject subject, URI receiver) throws IOException {
    var owed = 0.0;
    for (var turn = 0; turn < TURNS; turn++) {
      add(subject, Work.APPEND_TOLD, Manner.UNHEARD, append(subject));
      tell(subject, receiver);
      var refused = append(subject);
      add(subject, Work.APPEND_TOLD, Manner.REFUSED, refused);
      tell(subject, null);
      owed += refused.requests();
    }
    return owed;
  }

  private Measure append(Subject subject) throws IOException {
    return subject.append(rooms(subject), setting.options().fewSeconds());
  }

  private void besideDead(Subject subject, Receiver receiver) throws IOException {
    var all = tenants(subject);
    try (var connection = subject.connect()) {
      all.tellLiving(connection, receiver.address().toString());
    }
    for (var turn = 0; turn < TURNS; turn++) {
      add(subject, Work.APPEND_BESIDE, Manner.ALONE, heard(subject, all, receiver));
      try (var silence = new Silence()) {
        try (var connection = subject.connect()) {
          all.tellDead(connection, silence.address().toString());
        }
        // None of them is known to be dead, and each is being waited for.
        subject.append(subject.told(all.conversationsOfDead()), 1);
        add(subject, Work.APPEND_BESIDE, Manner.BESIDE_DEAD, heard(subject, all, receiver));
        try (var connection = subject.connect()) {
          all.tellDead(connection, "");
        }
      }
    }
    try (var connection = subject.connect()) {
      all.tellLiving(connection, "");
    }
  }

  private Tenants tenants(Subject subject) throws IOException {
    var made = tenants.get(subject.store());
    if (made == null) {
      try (var connection = subject.connect()) {
        made = Tenants.make(connection);
      }
      tenants.put(subject.store(), made);
    }
    return made;
  }

  private Measure heard(Subject subject, Tenants all, Receiver receiver) throws IOException {
    var messages = subject.told(all.conversations());
    return delivered(subject, messages, Tenants::heard, receiver, setting.options().seconds());
  }

  /**
   * Appends, waits until the last of it has come, and counts deliveries from the first append on.
   *
   * @param heard how many of so many messages have to come
   */
  private static Measure delivered(
      Subject subject,
      List<One> messages,
      DoubleUnaryOperator heard,
      Receiver receiver,
      int seconds)
      throws IOException {
    var before = receiver.count();
    var begun = System.nanoTime();
    var appended = subject.append(messages, seconds);
    var came = receiver.await(before, heard.applyAsDouble(appended.requests()));
    return appended.with(came.count() / came.secondsSince(begun), subject.taken());
  }

  private static List<One> rooms(Subject subject) throws IOException {
    return subject.told(subject.rooms().stream().map(room -> "/v1/Conversations/" + room));
  }

  /** Of all messages; nobody, where there is no receiver. */
  private static void tell(Subject subject, @Nullable URI receiver) throws IOException {
    try (var connection = subject.connect()) {
      Webhooks.ofAccount(connection, receiver == null ? "" : receiver + "/account");
    }
  }

  private Receiver receiver(int port) throws IOException {
    return Receiver.start(setting.folder().resolve("receiver"), port);
  }

  private void add(Subject subject, Work work, Manner manner, Measure measure) {
    setting.results().add(new Case(subject.store(), work, manner), measure);
  }

  /** Nothing: only what is asked of a server alone, with no receiver, can be asked once more. */
  @Override
  public List<Profiled> profiled() {
    return List.of();
  }
}
