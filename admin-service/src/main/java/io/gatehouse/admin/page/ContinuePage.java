package io.gatehouse.admin.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** After a fresh login: what the person was about to do, to be sent by their own hand. */
@Path("/continue")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({"admin", "support"})
class ContinuePage {

  /** A member of the form: its value goes on unseen, its label is read. */
  public record Item(String name, String value) {

    /** What the member is called on the page that it comes from. */
    public String label() {
      return LABELS.getOrDefault(name, name);
    }
  }

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance go(Frame frame, String path, String what, List<Item> items);

    static native TemplateInstance nothing(Frame frame);
  }

  /** What the button says, by the end of the address that the form goes to. */
  private static final Map<String, String> ACTS =
      Map.ofEntries(
          Map.entry("/signing-keys/rotate", "Begin the rotation"),
          Map.entry("/rotate", "Rotate the key"),
          Map.entry("/rotate/cancel", "Call the rotation off"),
          Map.entry("/revoke", "Revoke"),
          Map.entry("/revocations", "Revoke"),
          Map.entry("/end", "End the session"),
          Map.entry("/end-all", "End the sessions"),
          Map.entry("/disable", "Disable"),
          Map.entry("/enable", "Enable"),
          Map.entry("/delete", "Delete the webhook"),
          Map.entry("/withdraw", "Withdraw the consent"),
          Map.entry("/import", "Import the keys"),
          Map.entry("/webhooks", "Create the webhook"),
          Map.entry("/keys", "Create the key"));

  private static final Map<String, String> LABELS =
      Map.ofEntries(
          Map.entry("name", "Name"),
          Map.entry("environment", "Environment"),
          Map.entry("scopes", "May do"),
          Map.entry("expiry", "Expires"),
          Map.entry("expiresOn", "Last day"),
          Map.entry("allowedCidrs", "Allowed networks"),
          Map.entry("limitRequests", "Requests"),
          Map.entry("limitPeriod", "in each"),
          Map.entry("limitBurst", "At once"),
          Map.entry("limitClosed", "Refuse all while nobody can count"),
          Map.entry("gracePeriod", "Grace period"),
          Map.entry("startsAtFirstUse", "Counted from the first use"),
          Map.entry("target", "What is to be turned away"),
          Map.entry("id", "Id"),
          Map.entry("reason", "Reason"),
          Map.entry("url", "Address"),
          Map.entry("events", "Is told of"),
          Map.entry("description", "Description"));

  private final KeptForm keptForm;
  private final Desk desk;

  ContinuePage(KeptForm keptForm, Desk desk) {
    this.keptForm = keptForm;
    this.desk = desk;
  }

  @GET
  public Uni<TemplateInstance> show() {
    return keptForm
        .take(desk.session())
        .map(form ->
            form == null
                ? Templates.nothing(desk.frame("Nothing waits", ""))
                : Templates.go(
                    desk.frame("Go on where you were", ""),
                    form.path(),
                    what(form.path()),
                    items(form)));
  }

  private static List<Item> items(KeptForm.Form form) {
    return form.fields().entrySet().stream()
        .flatMap(field -> field.getValue().stream().map(value -> new Item(field.getKey(), value)))
        .toList();
  }

  private static String what(String address) {
    String path = address.split("\\?", 2)[0];
    return ACTS.entrySet().stream()
        .filter(act -> path.endsWith(act.getKey()))
        .max(Comparator.comparingInt(act -> act.getKey().length()))
        .map(Map.Entry::getValue)
        .orElse("Send the form");
  }
}
