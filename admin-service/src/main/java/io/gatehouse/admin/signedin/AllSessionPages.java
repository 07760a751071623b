package io.gatehouse.admin.signedin;

import io.gatehouse.admin.page.Ask;
import io.gatehouse.admin.page.Desk;
import io.gatehouse.admin.page.Frame;
import io.gatehouse.admin.page.FreshLogin;
import io.gatehouse.admin.page.Reason;
import io.gatehouse.admin.session.SessionCard;
import io.gatehouse.admin.session.SessionPolicy;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Everybody's sessions; one, a person's or all are ended here, each after one question. */
@Path("/sessions/all")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({"admin", "support"})
@Blocking
class AllSessionPages {

  private static final String HOME = "/sessions/all";
  private static final int SHOWN = 200;

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance list(
        Frame frame, List<SignedIn> sessions, String q, int all, int shown);
  }

  private final SessionEnds ends;
  private final SessionPolicy policy;
  private final Desk desk;

  AllSessionPages(SessionEnds ends, SessionPolicy policy, Desk desk) {
    this.ends = ends;
    this.policy = policy;
    this.desk = desk;
  }

  @GET
  public TemplateInstance list(@RestQuery @Nullable String q) {
    String search = Objects.requireNonNullElse(q, "").strip();
    String current = desk.session().contents().handle();
    List<SignedIn> found =
        ends.all().stream()
            .filter(card -> called(card, search))
            .map(c -> new SignedIn(c, policy.isFresh(c.authTime()), c.handle().equals(current)))
            .toList();
    return Templates.list(
        desk.frame("All sessions", "sessions"),
        found.stream().limit(SHOWN).toList(),
        search,
        found.size(),
        SHOWN);
  }

  @GET
  @Path("/{handle: [0-9A-Za-z_-]{1,64}}/end")
  @RolesAllowed("admin")
  public TemplateInstance askOne(@RestPath String handle) {
    return one(handle, these(card -> card.handle().equals(handle))).page(desk, "sessions");
  }

  @POST
  @Path("/{handle: [0-9A-Za-z_-]{1,64}}/end")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed("admin")
  @FreshLogin
  public Response endOne(@RestPath String handle, @RestForm @Nullable String reason) {
    List<SessionCard> cards = these(card -> card.handle().equals(handle));
    String why = Reason.of(reason);
    return why == null ? again(one(handle, cards), reason) : ended(cards, why);
  }

  @GET
  @Path("/of/{subject: [^/]{1,255}}/end-all")
  @RolesAllowed("admin")
  public TemplateInstance askPerson(@RestPath String subject) {
    return persons(subject, these(card -> card.subject().equals(subject))).page(desk, "sessions");
  }

  @POST
  @Path("/of/{subject: [^/]{1,255}}/end-all")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed("admin")
  @FreshLogin
  public Response endPerson(@RestPath String subject, @RestForm @Nullable String reason) {
    List<SessionCard> cards = these(card -> card.subject().equals(subject));
    String why = Reason.of(reason);
    return why == null ? again(persons(subject, cards), reason) : ended(cards, why);
  }

  @GET
  @Path("/end-all")
  @RolesAllowed("admin")
  public TemplateInstance askAll() {
    return everybodys(ends.all()).page(desk, "sessions");
  }

  @POST
  @Path("/end-all")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed("admin")
  @FreshLogin
  public Response endAll(@RestForm @Nullable String reason) {
    String why = Reason.of(reason);
    if (why == null) {
      return again(everybodys(ends.all()), reason);
    }
    ends.endEverybodys(why);
    return Response.seeOther(URI.create("/logged-out")).build();
  }

  private Response ended(List<SessionCard> cards, String why) {
    String done =
        cards.isEmpty()
            ? "session-gone"
            : ends.end(cards, why) ? "session-ended" : "session-ended-here";
    return Response.seeOther(URI.create(HOME + "?done=" + done)).build();
  }

  private Response again(Ask question, @Nullable String reason) {
    return question.again(desk, "sessions", Objects.requireNonNullElse(reason, ""), Reason.WRONG);
  }

  private List<SessionCard> these(Predicate<SessionCard> wanted) {
    return ends.all().stream().filter(wanted).toList();
  }

  private static boolean called(SessionCard card, String search) {
    return card.name().toLowerCase(Locale.ROOT).contains(search.toLowerCase(Locale.ROOT));
  }

  private static Ask one(String handle, List<SessionCard> cards) {
    return new Ask(
        cards.isEmpty() ? "End a session" : "End a session of " + cards.getFirst().name(),
        cards.isEmpty()
            ? "It has ended already: there is nothing to do."
            : cards.getFirst().name()
                + " is signed out of this desk in that browser on their next click, and of"
                + " Keycloak there. What they had not sent is lost.",
        HOME + "/" + handle + "/end",
        "End the session",
        HOME,
        false);
  }

  private static Ask persons(String subject, List<SessionCard> cards) {
    String name = cards.isEmpty() ? "this person" : cards.getFirst().name();
    return new Ask(
        "End all sessions of " + name,
        name
            + " is signed out of this desk in every browser, and of Keycloak there. Sessions now: "
            + cards.size()
            + ". What they had not sent is lost.",
        HOME + "/of/" + encoded(subject) + "/end-all",
        "End the sessions",
        HOME,
        false);
  }

  private static Ask everybodys(List<SessionCard> cards) {
    return new Ask(
        "End all sessions",
        "Everybody at this desk is signed out on their next click, you too, and everything the desk"
            + " was issued stops. Sessions now: "
            + cards.size()
            + ". What people had not sent is lost. Callers with keys and apps go on.",
        HOME + "/end-all",
        "End all sessions",
        HOME,
        true);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
