package io.gatehouse.auth.key;

import io.gatehouse.guard.address.Cidr;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A block of addresses, v4 or v6, as {@link Cidr#parse} takes it. */
@Constraint(validatedBy = CidrBlock.Check.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface CidrBlock {

  String message() default "must be an IPv4 or IPv6 block like 203.0.113.0/24";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Asks the parser that will decide later. */
  class Check implements ConstraintValidator<CidrBlock, String> {
    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
      if (text == null) {
        return true;
      }
      try {
        Cidr.parse(text);
        return text.length() <= 64;
      } catch (IllegalArgumentException e) {
        return false;
      }
    }
  }
}
