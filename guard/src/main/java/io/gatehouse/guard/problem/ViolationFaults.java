package io.gatehouse.guard.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Broken constraints on an endpoint's parameters, each told by where the caller wrote it. */
final class ViolationFaults {

  private ViolationFaults() {}

  /** The problem, or null if our own return value broke the constraint: that is no one's fault. */
  static @Nullable ProblemException of(
      ConstraintViolationException fault, @Nullable Method endpoint) {
    List<Violation> violations = new ArrayList<>();
    for (ConstraintViolation<?> violation : fault.getConstraintViolations()) {
      String pointer = pointer(violation.getPropertyPath(), endpoint);
      if (pointer == null) {
        return null;
      }
      violations.add(new Violation(pointer, violation.getMessage()));
    }
    violations.sort(Comparator.comparing(Violation::pointer).thenComparing(Violation::detail));
    return new ProblemException(
        ErrorCode.VALIDATION_FAILED, "The request breaks a rule of this endpoint.", violations);
  }

  private static @Nullable String pointer(Path path, @Nullable Method endpoint) {
    StringBuilder out = new StringBuilder();
    boolean inQuery = false;
    for (Path.Node node : path) {
      if (inQuery && node.getKind() == ElementKind.PROPERTY) {
        return "?" + node.getName();
      }
      switch (node.getKind()) {
        case RETURN_VALUE -> {
          return null;
        }
        case PARAMETER -> {
          int index = node.as(Path.ParameterNode.class).getParameterIndex();
          String name = name(endpoint, index, node.getName());
          if (name != null) {
            return name;
          }
          inQuery = isGroup(endpoint, index);
        }
        case PROPERTY, CONTAINER_ELEMENT -> step(out, node);
        default -> {}
      }
    }
    return out.toString();
  }

  private static void step(StringBuilder out, Path.Node node) {
    Object place = node.getIndex() != null ? node.getIndex() : node.getKey();
    if (place != null) {
      out.append('/').append(JsonFaults.escape(place.toString()));
    }
    if (node.getKind() == ElementKind.PROPERTY && node.getName() != null) {
      out.append('/').append(JsonFaults.escape(node.getName()));
    }
  }

  /** Parameters of the query that several endpoints have, as one object. */
  private static boolean isGroup(@Nullable Method endpoint, int index) {
    return endpoint != null
        && index < endpoint.getParameterCount()
        && endpoint.getParameters()[index].isAnnotationPresent(BeanParam.class);
  }

  /** The name that the caller used, or null for the body. */
  private static @Nullable String name(@Nullable Method endpoint, int index, String fallback) {
    if (endpoint == null || index >= endpoint.getParameterCount()) {
      return null;
    }
    Parameter parameter = endpoint.getParameters()[index];
    if (parameter.getAnnotation(QueryParam.class) instanceof QueryParam query) {
      return "?" + query.value();
    }
    if (parameter.getAnnotation(RestQuery.class) instanceof RestQuery query) {
      return "?" + (query.value().isEmpty() ? fallback : query.value());
    }
    if (parameter.getAnnotation(HeaderParam.class) instanceof HeaderParam header) {
      return header.value();
    }
    if (parameter.getAnnotation(RestHeader.class) instanceof RestHeader header) {
      return header.value().isEmpty() ? fallback : header.value();
    }
    if (parameter.getAnnotation(PathParam.class) instanceof PathParam inPath) {
      return inPath.value();
    }
    if (parameter.getAnnotation(RestPath.class) instanceof RestPath inPath) {
      return inPath.value().isEmpty() ? fallback : inPath.value();
    }
    return null;
  }
}
