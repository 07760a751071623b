package io.gatehouse.auth.quota;

import io.gatehouse.guard.quota.RateLimit;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A period that {@link RateLimit} takes: the {@code RateLimit-Policy} field has whole seconds. */
@Constraint(validatedBy = LimitPeriod.Check.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface LimitPeriod {

  String message() default "must be whole seconds, from PT1S to PT24H";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Asks the limit that will hold it. */
  class Check implements ConstraintValidator<LimitPeriod, Duration> {
    @Override
    public boolean isValid(@Nullable Duration period, ConstraintValidatorContext context) {
      return period == null || RateLimit.takes(period);
    }
  }
}
