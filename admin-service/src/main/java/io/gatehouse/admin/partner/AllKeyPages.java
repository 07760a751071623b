package io.gatehouse.admin.partner;

import io.gatehouse.admin.authservice.AuthService;
import io.gatehouse.admin.authservice.Shapes.Key;
import io.gatehouse.admin.authservice.Shapes.Page;
import io.gatehouse.admin.page.Desk;
import io.gatehouse.admin.page.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The keys of all partners. */
@Path("/keys")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({"admin", "support"})
class AllKeyPages {

  private static final int PAGE = 25;

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance list(Frame frame, Page<Key> keys, KeyFilter filter);
  }

  private final AuthService authService;
  private final Desk desk;
  private final InstantSource clock;

  AllKeyPages(@RestClient AuthService authService, Desk desk, InstantSource clock) {
    this.authService = authService;
    this.desk = desk;
    this.clock = clock;
  }

  @GET
  public TemplateInstance list(@BeanParam KeyFilter filter, @RestQuery @Nullable String cursor) {
    return Templates.list(
        desk.frame("Keys", "keys"),
        filter.ofAll(authService, clock.instant(), cursor, PAGE),
        filter);
  }
}
