package io.gatehouse.guard.credential;

import io.gatehouse.guard.caller.Caller;
import io.quarkus.security.StringPermission;
import io.quarkus.security.credential.Credential;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import java.security.Permission;
import java.security.Principal;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Caller} as Quarkus Security sees it: scopes are permissions, so that
 * {@code @PermissionsAllowed("orders:read")} asks for a scope. Immutable, made once for each
 * credential: nothing here is computed for a request.
 */
public final class GuardIdentity implements SecurityIdentity {

  private static final Uni<Boolean> YES = Uni.createFrom().item(true);
  private static final Uni<Boolean> NO = Uni.createFrom().item(false);

  private final Caller caller;
  private final Principal principal;
  private final Set<Permission> permissions;
  private final Map<String, Object> attributes;

  public GuardIdentity(Caller caller) {
    this.caller = caller;
    String subject = caller.subject();
    this.principal = () -> subject;
    this.permissions = permissions(caller.scopes());
    this.attributes = Map.of(Caller.ATTRIBUTE, caller);
  }

  /** {@code orders:read} is the permission {@code orders} with the action {@code read}. */
  private static Set<Permission> permissions(Set<String> scopes) {
    Set<Permission> out = new LinkedHashSet<>();
    for (String scope : scopes) {
      int colon = scope.indexOf(':');
      // A scope without an action is never asked for, and a comma would be two (StringPermission).
      if (colon > 0 && colon < scope.length() - 1 && scope.indexOf(',') < 0) {
        out.add(new StringPermission(scope.substring(0, colon), scope.substring(colon + 1)));
      }
    }
    return Set.copyOf(out);
  }

  public Caller caller() {
    return caller;
  }

  @Override
  public Principal getPrincipal() {
    return principal;
  }

  @Override
  public boolean isAnonymous() {
    return false;
  }

  @Override
  public Set<String> getRoles() {
    return caller.roles();
  }

  @Override
  public boolean hasRole(String role) {
    return caller.roles().contains(role);
  }

  @Override
  public <T extends Credential> @Nullable T getCredential(Class<T> type) {
    return null;
  }

  @Override
  public Set<Credential> getCredentials() {
    return Set.of();
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public <T> @Nullable T getAttribute(String name) {
    return (T) attributes.get(name);
  }

  @Override
  public Map<String, Object> getAttributes() {
    return attributes;
  }

  @Override
  public Set<Permission> getPermissions() {
    return permissions;
  }

  @Override
  public Uni<Boolean> checkPermission(Permission asked) {
    for (Permission held : permissions) {
      if (held.implies(asked)) {
        return YES;
      }
    }
    return NO;
  }
}
