package parley.receipt;

import parley.access.Operation;
import parley.http.Call;
import parley.http.Paging;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;
import parley.message.Message;
import parley.message.Messages;

/**
 * Delivery receipts over REST: https://www.twilio.com/docs/conversations-classic/delivery-receipts
 *
 * <p>To report a status is an operation of our own, for gateways and for tests: the original's
 * statuses come from its own carriers.
 */
public final class ReceiptResource implements Resource {
  private final Messages messages;
  private final Receipts receipts;

  public ReceiptResource(Messages messages, Receipts receipts) {
    this.messages = messages;
    this.receipts = receipts;
  }

  @Override
  public void routes(Routes routes) {
    routes.inService(
        "/Conversations/{ConversationSid}/Messages/{MessageSid}/Receipts",
        at -> {
          at.get("", Operation.LIST_RECEIPTS, this::list);
          at.get("/{Sid}", Operation.FETCH_RECEIPT, this::fetch);
          at.post("", this::report);
        });
  }

  private Reply list(Call call) {
    var message = message(call);
    var path =
        "/Conversations/" + message.conversationSid() + "/Messages/" + message.sid() + "/Receipts";
    var paging = Paging.read(call, path);
    var page = receipts.list(message, paging.asked());
    return Reply.page(
        "delivery_receipts",
        page,
        paging,
        (json, receipt) -> ReceiptJson.write(json, receipt, call));
  }

  private Reply fetch(Call call) {
    var message = message(call);
    var receipt =
        receipts
            .find(message.conversationSid(), message.sid(), call.path("Sid"))
            .orElseThrow(call::notFound);
    return Reply.ok(json -> ReceiptJson.write(json, receipt, call));
  }

  private Reply report(Call call) {
    var report = Report.from(call.form());
    var reported =
        receipts
            .report(
                call.service(),
                call.path("ConversationSid"),
                call.path("MessageSid"),
                report,
                call.cause())
            .orElseThrow(call::notFound);
    return reported.isNew()
        ? Reply.created(json -> ReceiptJson.write(json, reported.receipt(), call))
        : Reply.ok(json -> ReceiptJson.write(json, reported.receipt(), call));
  }

  private Message message(Call call) {
    return messages
        .find(call.service(), call.path("ConversationSid"), call.path("MessageSid"))
        .orElseThrow(call::notFound);
  }
}
