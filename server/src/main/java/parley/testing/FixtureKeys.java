package parley.testing;

import java.util.Map;

/** By which parameter of the API each property of a fixture goes; others are read one by one. */
final class FixtureKeys {
  static final Map<String, String> WEBHOOK =
      Map.of(
          "target", "Target",
          "method", "Method",
          "pre_webhook_url", "PreWebhookUrl",
          "post_webhook_url", "PostWebhookUrl",
          "filters", "Filters");
  static final Map<String, String> SERVICE =
      Map.of("friendly_name", "FriendlyName", "reachability_enabled", "ReachabilityEnabled");
  static final Map<String, String> ROLE =
      Map.of("friendly_name", "FriendlyName", "type", "Type", "permissions", "Permission");
  static final Map<String, String> USER =
      Map.of("identity", "Identity", "friendly_name", "FriendlyName", "attributes", "Attributes");
  static final Map<String, String> CONVERSATION =
      Map.ofEntries(
          Map.entry("unique_name", "UniqueName"),
          Map.entry("friendly_name", "FriendlyName"),
          Map.entry("attributes", "Attributes"),
          Map.entry("state", "State"),
          Map.entry("inactive_after", "Timers.Inactive"),
          Map.entry("closed_after", "Timers.Closed"),
          Map.entry("messaging_service_sid", "MessagingServiceSid"),
          Map.entry("email_address", "Bindings.Email.Address"),
          Map.entry("email_name", "Bindings.Email.Name"),
          Map.entry("at", "DateCreated"),
          Map.entry("updated_at", "DateUpdated"));
  static final Map<String, String> PARTICIPANT =
      Map.of(
          "identity", "Identity",
          "address", "MessagingBinding.Address",
          "proxy_address", "MessagingBinding.ProxyAddress",
          "projected_address", "MessagingBinding.ProjectedAddress",
          "address_name", "MessagingBinding.Name",
          "address_level", "MessagingBinding.Level",
          "attributes", "Attributes",
          "at", "DateCreated");
  static final Map<String, String> MESSAGE =
      Map.of(
          "author", "Author",
          "body", "Body",
          "subject", "Subject",
          "attributes", "Attributes",
          "content_sid", "ContentSid",
          "content_variables", "ContentVariables",
          "at", "DateCreated",
          "updated_at", "DateUpdated");
  static final Map<String, String> CONVERSATION_WEBHOOK =
      Map.of(
          "target", "Target",
          "url", "Configuration.Url",
          "method", "Configuration.Method",
          "filters", "Configuration.Filters",
          "triggers", "Configuration.Triggers",
          "flow_sid", "Configuration.FlowSid");

  private FixtureKeys() {}
}
