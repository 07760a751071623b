package io.gatehouse.admin.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.Response;

/**
 * The one question before something dangerous: names what will stop, asks why, and does it.
 *
 * @param warning what will stop working, and for whom
 * @param action where the form goes, which is also where this page was
 * @param button the act, as the button says it
 * @param back where who thinks again goes on
 * @param grave whether it can stop somebody's work; only then is the button red
 */
public record Ask(
    String title, String warning, String action, String button, String back, boolean grave) {

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance ask(Frame frame, Ask ask, String reason, Fields fields);
  }

  public TemplateInstance page(Desk desk, String section) {
    return Templates.ask(desk.frame(title, section), this, "", Fields.FINE);
  }

  /** The question again, with what was wrong with the answer. */
  public Response again(Desk desk, String section, String reason, Fields fields) {
    return Response.status(400)
        .entity(Templates.ask(desk.frame(title, section), this, reason, fields))
        .build();
  }
}
