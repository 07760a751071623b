package io.gatehouse.auth.patch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.ProblemException;
import io.gatehouse.guard.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import jakarta.ws.rs.BadRequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Applies a merge patch (RFC 7396 §2) to a record of what may be changed. */
@ApplicationScoped
public class MergePatch {

  public static final String MEDIA_TYPE = "application/merge-patch+json";

  private final ObjectMapper mapper;
  private final Validator validator;

  MergePatch(ObjectMapper mapper, Validator validator) {
    this.mapper = mapper;
    this.validator = validator;
  }

  /**
   * The record after the patch, its constraints checked as at creation.
   *
   * @throws ProblemException if the patch is no object or names a member that cannot be changed
   */
  public <T extends Record> T apply(@Nullable JsonNode patch, T current, Class<T> type) {
    if (!(patch instanceof ObjectNode changes)) {
      throw ErrorCode.MALFORMED_REQUEST.because("The body must be a JSON object.");
    }
    ObjectNode tree = mapper.valueToTree(current);
    refuseUnknown(changes, tree);
    T changed;
    try {
      changed = mapper.treeToValue(merge(tree, changes), type);
    } catch (JsonProcessingException e) {
      throw new BadRequestException(e);
    }
    Set<ConstraintViolation<T>> broken = validator.validate(changed);
    if (!broken.isEmpty()) {
      throw new ConstraintViolationException(broken);
    }
    return changed;
  }

  /** Also where the value is null: merging would drop the member and hide the typing error. */
  private static void refuseUnknown(ObjectNode changes, ObjectNode known) {
    List<Violation> unknown = new ArrayList<>();
    for (var change : changes.properties()) {
      if (!known.has(change.getKey())) {
        String name = change.getKey().replace("~", "~0").replace("/", "~1");
        unknown.add(new Violation("/" + name, "is not known here, or cannot be changed"));
      }
    }
    if (!unknown.isEmpty()) {
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED, "The body has members that cannot be changed.", unknown);
    }
  }

  private static ObjectNode merge(ObjectNode target, ObjectNode patch) {
    for (var change : patch.properties()) {
      String name = change.getKey();
      JsonNode value = change.getValue();
      if (value.isNull()) {
        target.remove(name);
      } else if (value instanceof ObjectNode nested) {
        ObjectNode into =
            target.get(name) instanceof ObjectNode there ? there : target.objectNode();
        target.set(name, merge(into, nested));
      } else {
        target.set(name, value);
      }
    }
    return target;
  }
}
