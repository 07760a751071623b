package io.gatehouse.guard.revocation;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How old the copy of what is revoked may be for this endpoint, instead of the bounds of {@link
 * RevocationConfig}. On an endpoint it wins over the one on its class.
 *
 * <pre>{@code
 * @POST
 * @Path("{id}/pay")
 * @PermissionsAllowed("orders:write")
 * @Staleness(max = "PT3S") // money moves: sooner 503 than to somebody who was turned away
 * public Order pay(…)
 * }</pre>
 *
 * <p>Who is known to be revoked is refused everywhere, however old the copy.
 */
@NameBinding
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Staleness {

  /**
   * ISO 8601, as {@code PT3S}: with an older copy the endpoint answers 503, whether it reads or
   * changes. Shorter than the configured bound or longer. Needed, unless the endpoint goes on.
   */
  String max() default "";

  /** What happens beyond the bound. */
  Then then() default Then.REFUSE;

  /** What happens beyond the bound. */
  enum Then {
    /** 503 {@code revocation_state_stale} with {@code Retry-After}. */
    REFUSE,
    /**
     * It goes on, however old the copy: for what a caller who was turned away may still do, such as
     * to end their own session. There is no bound then.
     */
    ALLOW
  }
}
